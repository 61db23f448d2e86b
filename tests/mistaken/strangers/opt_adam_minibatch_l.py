import numpy as np

rng = np.random.default_rng(0)
# four clusters, integer labels 0..3
n = 120
y = rng.integers(0, 4, n)
mu = np.array([[2, 2], [-2, 2], [-2, -2], [2, -2]])
X = mu[y] + rng.normal(0, 1.2, (n, 2))

W1 = rng.normal(0, 1, (2, 10)); b1 = np.zeros(10)
W2 = rng.normal(0, 0.3, (10, 4)); b2 = np.zeros(4)
params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
m = {k: np.zeros_like(v) for k, v in params.items()}
v = {k: np.zeros_like(p) for k, p in params.items()}
beta1, beta2, eps, lr = 0.9, 0.999, 1e-8, 0.01


def loss_and_grads(xb, yb):
    B = len(yb)
    h = np.maximum(xb @ W1 + b1, 0)
    logits = h @ W2 + b2
    logits = logits - logits.max(axis=1, keepdims=True)
    logp = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    loss = -logp[np.arange(B), yb].mean()
    d = np.exp(logp)
    d[np.arange(B), yb] -= 1
    d /= B
    g = {"W2": h.T @ d, "b2": d.sum(axis=0)}
    dh = d @ W2.T
    dh[h == 0] = 0
    g["W1"], g["b1"] = xb.T @ dh, dh.sum(axis=0)
    return loss, g


t = 0
for epoch in range(20):
    order = rng.permutation(n)
    running = 0.0
    for s in range(0, n, 24):
        idx = order[s:s + 24]
        loss, g = loss_and_grads(X[idx], y[idx])
        running += loss * len(idx)
        t += 1
        for k in params:
            m[k] = beta1 * m[k] + (1 - beta1) * g[k]
            v[k] = beta2 * v[k] + (1 - beta2) * g[k] ** 2
            mhat = m[k] / (1 - beta1 ** t)
            vhat = v[k] / (1 - beta2 ** t)
            params[k] -= lr * mhat / (np.sqrt(vhat) + eps)
    if epoch % 4 == 0:
        print("epoch", epoch, "loss", running / n)
