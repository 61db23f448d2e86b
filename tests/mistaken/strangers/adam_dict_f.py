import numpy as np
from collections import namedtuple

Cache = namedtuple("Cache", "x h z")


class Adam:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def step(self, params, grads):
        self.t += 1
        for k in params:
            g = grads[k]
            self.m[k] = self.b1 * self.m.get(k, 0.0) + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v.get(k, 0.0) + (1 - self.b2) * g * g
            mh = self.m[k] / (1 - self.b1 ** self.t)
            vh = self.v[k] / (1 - self.b2 ** self.t)
            params[k] = params[k] - self.lr * mh / (np.sqrt(vh) + self.eps)


def forward(p, x):
    h = np.tanh(x @ p["W1"] + p["b1"])
    z = h @ p["W2"] + p["b2"]
    return z, Cache(x, h, z)


def loss_and_grads(p, x, t, l2=1e-3):
    z, c = forward(p, x)
    # Huber-like: log cosh, its slope is tanh
    d = z - t
    loss = np.log(np.cosh(d)).sum() / len(x) + 0.5 * l2 * sum((p[k] ** 2).sum() for k in ("W1", "W2"))
    g = {}
    dz = np.tanh(d) / len(x)
    g["W2"] = c.h.T @ dz + l2 * p["W2"]
    g["b2"] = np.ones(len(x)) @ dz
    dh = np.einsum("nk,hk,nh->nh", dz, p["W2"], 1 - c.h ** 2)
    g["W1"] = np.einsum("ni,nh->ih", c.x, dh) + l2 * p["W1"]
    g["b1"] = np.einsum("nh->h", dh)
    return loss, g


rng = np.random.default_rng(2)
x = rng.uniform(-1, 1, (45, 2))
t = np.sin(2 * x[:, :1]) + x[:, 1:] ** 2
p = {"W1": rng.normal(size=(2, 9)), "b1": np.zeros(9), "W2": rng.normal(size=(9, 1)) * .3, "b2": np.zeros(1)}
opt = Adam(0.02)
for it in range(300):
    loss, grads = loss_and_grads(p, x, t)
    opt.step(p, grads)
    if it % 60 == 0:
        print(it, loss)
