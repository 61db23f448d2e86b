import numpy as np

rng = np.random.default_rng(61)
X = rng.normal(size=(32, 4))
Y = ((X[:, 0] * X[:, 1] + X[:, 2]) > 0).astype(float).reshape(-1, 1)
n = len(X)

W1 = rng.normal(0, 0.6, (4, 10))
b1 = np.zeros(10)
W2 = rng.normal(0, 0.6, (10, 1))
b2 = np.zeros(1)
keep = 0.8
lr = 0.5

for epoch in range(300):
    # forward with inverted dropout on the hidden layer
    z1 = X @ W1 + b1
    a1 = np.maximum(0, z1)
    mask = (rng.random(a1.shape) < keep) / keep
    a1d = a1 * mask
    p = 1 / (1 + np.exp(-(a1d @ W2 + b2)))
    loss = -np.mean(Y * np.log(p + 1e-12) + (1 - Y) * np.log(1 - p + 1e-12))

    # backward
    d2 = (p - Y) / n
    dW2 = a1d.T @ d2
    db2 = d2.sum(axis=0)
    d1 = d2 @ W2.T
    d1 = d1 * (z1 > 0)
    dW1 = X.T @ d1
    db1 = d1.sum(axis=0)

    W1 -= lr * dW1
    b1 -= lr * db1
    W2 -= lr * dW2
    b2 -= lr * db2
    if epoch % 50 == 0:
        print("epoch", epoch, "loss", round(float(loss), 4))
