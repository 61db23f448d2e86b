import numpy as np


class Net:
    def __init__(self, sizes, keep=0.8, lr=0.01, seed=0):
        self.rng = np.random.default_rng(seed)
        self.keep, self.lr = keep, lr
        a, b, c = sizes
        self.params = {
            "W1": self.rng.normal(0, np.sqrt(2 / a), (a, b)), "b1": np.zeros(b),
            "W2": self.rng.normal(0, np.sqrt(2 / b), (b, c)), "b2": np.zeros(c)}
        self.m = {k: np.zeros_like(v) for k, v in self.params.items()}
        self.v = {k: np.zeros_like(v) for k, v in self.params.items()}
        self.t = 0

    def forward(self, x, train=False):
        p = self.params
        self.z1 = x @ p["W1"] + p["b1"]
        self.a1 = np.maximum(0, self.z1)
        if train:
            self.mask = (self.rng.random(self.a1.shape) < self.keep) / self.keep
            self.a1 = self.a1 * self.mask
        s = self.a1 @ p["W2"] + p["b2"]
        e = np.exp(s - s.max(1, keepdims=True))
        self.prob = e / e.sum(1, keepdims=True)
        return self.prob

    def backward(self, x, y):
        n = len(y)
        self.loss = -np.log(self.prob[np.arange(n), y]).mean()
        d = self.prob.copy()
        d[np.arange(n), y] -= 1
        d /= n
        g = {"W2": self.a1.T @ d, "b2": d.sum(0)}
        d1 = (d @ self.params["W2"].T) * self.mask * (self.z1 > 0)
        g["W1"] = x.T @ d1
        g["b1"] = d1.sum(0)
        self.grads = g

    def step(self, b1=0.9, b2=0.999, eps=1e-8):
        self.t += 1
        for k in self.params:
            g = self.grads[k]
            self.m[k] = b1 * self.m[k] + (1 - b1) * g
            self.v[k] = b2 * self.v[k] + (1 - b2) * g ** 2
            mh = self.m[k] / (1 - b1 ** self.t)
            vh = self.v[k] / (1 - b2 ** self.t)
            self.params[k] -= self.lr * mh / (np.sqrt(vh) + eps)


rs = np.random.default_rng(1)
X = rs.normal(size=(60, 5))
y = (X[:, 0] > 0).astype(int) + (X[:, 1] > 0.5)
net = Net((5, 16, 3))
for epoch in range(20):
    perm = rs.permutation(60)
    for s in range(0, 60, 15):
        idx = perm[s:s + 15]
        net.forward(X[idx], train=True)
        net.backward(X[idx], y[idx])
        net.step()
    acc = (net.forward(X).argmax(1) == y).mean()
    if epoch % 5 == 0:
        print(f"epoch {epoch} loss {net.loss:.4f} acc {acc:.3f}")
