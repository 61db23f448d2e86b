import numpy as np


def softmax_loss(W, b, X, y, reg):
    n = X.shape[0]
    s = X @ W + b
    s -= s.max(axis=1)[:, None]
    p = np.exp(s) / np.exp(s).sum(axis=1)[:, None]
    loss = -np.log(p[np.arange(n), y]).sum() / n + reg * np.sum(W ** 2)
    p[np.arange(n), y] -= 1
    dW = X.T @ p / n
    dW += reg * W
    db = p.sum(axis=0) / n
    return loss, dW, db


rs = np.random.RandomState(0)
X = rs.randn(36, 4)
y = (X[:, 0] > 0).astype(int) + (X[:, 1] > 0).astype(int)
W, b = rs.randn(4, 3) * .1, np.zeros(3)
best = (np.inf, None, None)
for epoch in range(120):
    loss, dW, db = softmax_loss(W, b, X, y, 0.05)
    if loss < best[0]:
        best = (loss, W.copy(), b.copy())
    W = W - 0.3 * dW
    b = b - 0.3 * db
print("best loss", best[0])
