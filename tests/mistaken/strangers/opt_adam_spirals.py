"""Adam, mini-batches, integer labels. Two noisy arcs and a blob."""
import numpy as np


def make_points(per_class, rng):
    t = rng.uniform(0, np.pi, per_class)
    arc1 = np.c_[np.cos(t), np.sin(t)]
    arc2 = np.c_[1 - np.cos(t), 0.4 - np.sin(t)]
    blob = rng.normal([0.5, 1.5], 0.2, (per_class, 2))
    X = np.vstack([arc1, arc2, blob]) + rng.normal(0, 0.08, (3 * per_class, 2))
    return X, np.repeat([0, 1, 2], per_class)


class Adam:
    def __init__(self, params, lr=0.01, betas=(0.9, 0.999), eps=1e-8):
        self.params, self.lr, self.betas, self.eps = params, lr, betas, eps
        self.m = [np.zeros_like(p) for p in params]
        self.v = [np.zeros_like(p) for p in params]
        self.t = 0

    def step(self, grads):
        self.t += 1
        b1, b2 = self.betas
        for i, (p, g) in enumerate(zip(self.params, grads)):
            self.m[i] = b1 * self.m[i] + (1 - b1) * g
            self.v[i] = b2 * self.v[i] + (1 - b2) * g * g
            mhat = self.m[i] / (1 - b1 ** self.t)
            vhat = self.v[i] / (1 - b2 ** self.t)
            p -= self.lr * mhat / (np.sqrt(vhat) + self.eps)


def loss_and_grads(params, xb, yb):
    W1, b1, W2, b2 = params
    n = len(yb)
    h = np.maximum(xb @ W1 + b1, 0)
    logits = h @ W2 + b2
    logits = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(logits)
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(n), yb]).mean()
    p[np.arange(n), yb] -= 1
    p /= n
    dh = p @ W2.T * (h > 0)
    return loss, [xb.T @ dh, dh.sum(axis=0), h.T @ p, p.sum(axis=0)]


rng = np.random.default_rng(12)
X, y = make_points(15, rng)
params = [rng.normal(0, 0.7, (2, 12)), np.zeros(12), rng.normal(0, 0.4, (12, 3)), np.zeros(3)]
adam = Adam(params)
for epoch in range(60):
    order = rng.permutation(len(X))
    total = 0.0
    for start in range(0, len(X), 9):
        pick = order[start:start + 9]
        loss, grads = loss_and_grads(params, X[pick], y[pick])
        adam.step(grads)
        total += loss * len(pick)
    if epoch % 10 == 0:
        print(f"epoch {epoch:2d}  loss {total / len(X):.4f}")
