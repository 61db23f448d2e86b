import numpy as np

np.random.seed(5)
X = np.random.randn(4, 31)
Y = (np.abs(X).sum(0) > 3).astype(float)[None, :]
W1 = np.random.randn(6, 4) * 0.5
b1 = np.zeros([6, 1])
W2 = np.random.randn(1, 6) * 0.5
b2 = np.zeros([1, 1])
p = 0.7
m = X.shape[1]
for epoch in range(200):
    Z1 = W1.dot(X) + b1
    A1 = 1.0 / (1.0 + np.exp(-Z1))
    U1 = np.random.binomial(1, p, size=A1.shape) / p
    A1 *= U1
    Z2 = W2.dot(A1) + b2
    A2 = 1.0 / (1.0 + np.exp(-Z2))
    loss = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)).sum() / m

    dZ2 = (A2 - Y) / m
    dW2 = dZ2.dot(A1.T)
    db2 = dZ2.sum(axis=1, keepdims=True)
    dA1 = W2.T.dot(dZ2) * U1
    S = 1.0 / (1.0 + np.exp(-Z1))
    dZ1 = dA1 * S * (1.0 - S)
    dW1 = dZ1.dot(X.T)
    db1 = dZ1.sum(axis=1, keepdims=True)

    W1, b1 = W1 - 0.5 * dW1, b1 - 0.5 * db1
    W2, b2 = W2 - 0.5 * dW2, b2 - 0.5 * db2
print(f"{loss = :.4f}")
