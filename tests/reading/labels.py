"""Labels, masks, one parameter by Adam, the others changed in place."""

import numpy as np
rng = np.random.RandomState(3)
X = rng.randn(12, 4); y = rng.randint(0, 3, size=12)
W1 = rng.randn(4, 5) * 0.1; b1 = np.zeros((1, 5)); W2 = rng.randn(5, 3) * 0.1; b2 = np.zeros((1, 3))
mW, vW = np.zeros_like(W1), np.zeros_like(W1)
N = X.shape[0]
best, hist, t = None, {"loss": []}, 0
while t < 200:
    t += 1
    z = X.dot(W1) + b1
    h = z * (z > 0)
    s = h.dot(W2) + b2
    s = s - np.max(s, axis=1)[:, None]
    p = np.exp(s) / np.sum(np.exp(s), axis=1, keepdims=True)
    loss = -np.sum(np.log(p[np.arange(N), y])) / N + 0.5 * 1e-3 * (np.sum(W1 * W1) + np.sum(W2 * W2))
    acc = (np.argmax(p, axis=1) == y).mean()
    hist["loss"].append(loss)
    Y = np.eye(3)[y]
    d = (p - Y) / N
    dW2 = h.T.dot(d); dW2 += 1e-3 * W2
    db2 = np.sum(d, axis=0, keepdims=True)
    dh = d.dot(W2.T)
    dh[z <= 0] = 0.0
    dW1 = np.matmul(X.T, dh) + 1e-3 * W1
    db1 = dh.sum(0).reshape(1, -1)
    mW = 0.9 * mW + 0.1 * dW1
    vW = 0.999 * vW + 0.001 * np.square(dW1)
    W1 += -0.1 * (mW / (1 - 0.9 ** t)) / (np.sqrt(vW / (1 - 0.999 ** t)) + 1e-8)
    for p_, g_ in [(b1, db1), (W2, dW2), (b2, db2)]:
        p_ -= 0.1 * g_
    if best is None or loss < best:
        best = loss
