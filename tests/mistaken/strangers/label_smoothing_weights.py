import numpy as np

np.random.seed(14)
m, d, k = 45, 6, 3
X = np.random.randn(m, d)
y = np.random.choice(k, m, p=[.7, .2, .1])
X[y == 1] += 1
X[y == 2, 0] -= 2
smooth = 0.1
class_weight = m / (k * np.bincount(y, minlength=k))
targets = np.full((m, k), smooth / k)
targets[np.arange(m), y] += 1 - smooth
sw = class_weight[y]

W = np.zeros((d, k)) + 0.01
b = np.zeros(k)
cW, cb = np.zeros_like(W), np.zeros_like(b)
for step in range(100):
    logits = X @ W + b
    logits -= logits.max(axis=1, keepdims=True)
    logp = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    loss = -(sw[:, None] * targets * logp).sum() / sw.sum()
    delta = sw[:, None] * (np.exp(logp) - targets) / sw.sum()
    gW = X.T @ delta
    gb = delta.sum(axis=0)
    # RMSprop
    cW = 0.9 * cW + 0.1 * gW ** 2
    cb = 0.9 * cb + 0.1 * gb ** 2
    W -= 0.02 * gW / (np.sqrt(cW) + 1e-7)
    b -= 0.02 * gb / (np.sqrt(cb) + 1e-7)
    if step % 25 == 0:
        print(step, loss, "acc", (logits.argmax(1) == y).mean())
