import numpy as np
import math

class Adam:
    def __init__(self, lr=0.01, b1=0.9, b2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, b1, b2, eps
        self.m, self.v, self.t = {}, {}, 0

    def step(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * grads[k]
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * grads[k] ** 2
            mh = self.m[k] / (1 - self.b1 ** self.t)
            vh = self.v[k] / (1 - self.b2 ** self.t)
            params[k] = params[k] - self.lr * mh / (np.sqrt(vh) + self.eps)

np.random.seed(26)
X = np.random.uniform(-1, 1, (40, 3))
Y = (X[:, :1] * X[:, 1:2] + 0.5 * X[:, 2:]) + 0.05 * np.random.randn(40, 1)
P = {"W1": np.random.randn(3, 12) / math.sqrt(3), "b1": np.zeros(12),
     "W2": np.random.randn(12, 1) / math.sqrt(12), "b2": np.zeros(1)}
keep, wd = 0.8, 1e-2
opt = Adam(0.02)

for epoch in range(300):
    mask = (np.random.rand(40, 12) < keep) / keep
    H = np.tanh(X @ P["W1"] + P["b1"])
    D = H * mask
    out = D @ P["W2"] + P["b2"]
    penalty = wd * (np.sum(P["W1"] ** 2) + np.sum(P["W2"] ** 2))
    loss = np.mean((out - Y) ** 2) + penalty

    g = 2 * (out - Y) / len(X)
    gh = (g @ P["W2"].T) * mask * (1 - H ** 2)
    grads = {"W2": D.T @ g + 2 * wd * P["W2"], "b2": g.sum(0),
             "W1": X.T @ gh + 2 * wd * P["W1"], "b1": gh.sum(0)}
    opt.step(P, grads)
    if epoch % 50 == 0:
        print(f"epoch {epoch:3d} loss {loss:.4f}")
