import numpy as np

class Adam:
    def __init__(self, params, lr=0.01):
        self.params, self.lr, self.t = params, lr, 0
        self.m = [np.zeros_like(p) for p in params]
        self.v = [np.zeros_like(p) for p in params]

    def step(self, grads):
        self.t += 1
        for i, (p, g) in enumerate(zip(self.params, grads)):
            self.m[i] = 0.9 * self.m[i] + 0.1 * g
            self.v[i] = 0.999 * self.v[i] + 0.001 * g * g
            mhat = self.m[i] / (1 - 0.9 ** self.t)
            vhat = self.v[i] / (1 - 0.999 ** self.t)
            p -= self.lr * mhat / (np.sqrt(vhat) + 1e-8)

def dtanh(h):
    """derivative, given the output of tanh"""
    return h * (1 - h)

rng = np.random.default_rng(88)
ids = rng.integers(0, 6, 40)              # a category ...
num = rng.uniform(-1, 1, (40, 1))         # ... and a number
target = (np.array([.1, .5, -.4, .9, -.2, .3])[ids] * num[:, 0] + rng.normal(0, .02, 40))[:, None]

E = rng.normal(0, .5, (6, 2))
W = rng.normal(0, .5, (3, 8)); b = np.zeros(8)
V = rng.normal(0, .5, (8, 1)); c = np.zeros(1)
opt = Adam([E, W, b, V, c], 0.02)

for epoch in range(201):
    x = np.concatenate([E[ids], num], axis=1)
    h = np.tanh(x @ W + b)
    out = h @ V + c
    loss = np.mean((out - target) ** 2)
    dout = 2 * (out - target) / len(target)
    dh = dout @ V.T * dtanh(h)
    dx = dh @ W.T
    dE = np.zeros_like(E)
    np.add.at(dE, ids, dx[:, :2])
    opt.step([dE, x.T @ dh, dh.sum(0), h.T @ dout, dout.sum(0)])
    if epoch % 40 == 0:
        print("epoch", epoch, "loss", loss)
