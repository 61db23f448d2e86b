# Skip connection: the output sees the input directly and through the hidden layer
import numpy as np

def init(rng, d, h, o):
    shapes = {"U": (d, h), "a": (h,), "V": (h, o), "S": (d, o), "c": (o,)}
    return {k: rng.normal(0.0, 0.4, s) for k, s in shapes.items()}

def fwd(p, x):
    z = x @ p["U"] + p["a"]
    s = 1 / (1 + np.exp(-z))
    h = z * s                                   # "swish"
    y = h @ p["V"] + x @ p["S"] + p["c"]
    return y, (x, z, s, h)

def bwd(p, cache, dy):
    x, z, s, h = cache
    g = {}
    g["c"] = dy.sum(0)
    g["S"] = x.T @ dy
    g["V"] = h.T @ dy
    dz = (dy @ p["V"].T) * (s + h * (1 - s))
    g["U"] = x.T @ dz
    g["a"] = np.ones(len(x)) @ dz
    return g

rng = np.random.default_rng(123)
x = rng.normal(size=(27, 3))
t = np.stack([x[:, 0] + x[:, 1] ** 2, np.cos(x[:, 2])], axis=1) + rng.normal(0, 0.05, (27, 2))

p = init(rng, 3, 5, 2)
curve = {}
for it in range(400):
    y, cache = fwd(p, x)
    diff = y - t
    # log-cosh loss
    curve[it] = np.log(np.cosh(diff)).sum() / len(x)
    g = bwd(p, cache, np.tanh(diff) / len(x))
    p = {k: p[k] - 0.1 * g[k] for k in p}

for it in sorted(curve)[::80]:
    print(it, round(curve[it], 5))
