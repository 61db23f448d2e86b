import numpy as np

np.random.seed(52)
n, d = 36, 3
X = np.random.randn(n, d)
y = (np.tanh(X[:, 0]) + X[:, 1] * X[:, 2] > 0).astype(float).reshape(n, 1)

W1 = np.random.randn(d, 8) * 0.6;  b1 = np.zeros((1, 8))
W2 = np.random.randn(8, 6) * 0.5;  b2 = np.zeros((1, 6))
W3 = np.random.randn(6, 1) * 0.5;  b3 = np.zeros((1, 1))
mom = [np.zeros_like(p) for p in (W1, b1, W2, b2, W3, b3)]
keep_prob, lr, gamma = 0.75, 0.2, 0.9

for epoch in range(200):
    # forward
    A1 = np.tanh(X @ W1 + b1)
    Z2 = A1 @ W2 + b2
    A2 = np.maximum(Z2, 0)
    M2 = np.random.rand(*A2.shape) < keep_prob
    A2 = A2 * M2 / keep_prob
    out = 1 / (1 + np.exp(-(A2 @ W3 + b3)))
    loss = -np.mean(y * np.log(out) + (1 - y) * np.log(1 - out))

    # backward
    dZ3 = (out - y) / n
    dA2 = dZ3 @ W3.T
    dA2 = dA2 * M2
    dZ2 = dA2 * (Z2 > 0)
    dZ1 = dZ2 @ W2.T
    grads = [X.T @ dZ1, dZ1.sum(0, keepdims=True), A1.T @ dZ2, dZ2.sum(0, keepdims=True),
             A2.T @ dZ3, dZ3.sum(0, keepdims=True)]

    for i, p in enumerate((W1, b1, W2, b2, W3, b3)):
        mom[i] = gamma * mom[i] + (1 - gamma) * grads[i]
        p -= lr * mom[i]
    if epoch % 40 == 0:
        print("Epoch", epoch, "BCE", loss)
