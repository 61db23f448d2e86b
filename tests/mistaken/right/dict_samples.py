# Gradients are added up sample by sample in a dict, then one step is taken.
import numpy as np

r = np.random.RandomState(8)
p = {
    "hidden": r.randn(5, 3) * 0.6,
    "hidden_bias": np.zeros(5),
    "out": r.randn(2, 5) * 0.6,
    "out_bias": np.zeros(2),
}
data = r.randn(11, 3)
goal = np.stack([np.sin(data[:, 0]), data[:, 1] * data[:, 2]]).T


def sigma(z):
    return 1 / (1 + np.exp(-z))


def one(p, x, t, g):
    z = p["hidden"].dot(x) + p["hidden_bias"]
    h = sigma(z)
    o = p["out"].dot(h) + p["out_bias"]
    e = o - t
    g["out"] += np.outer(e, h)
    g["out_bias"] += e
    back = p["out"].T.dot(e) * h * (1 - h)
    g["hidden"] += np.outer(back, x)
    g["hidden_bias"] += back
    return 0.5 * e.dot(e)


speed = 0.05
for round_ in range(200):
    g = {name: np.zeros_like(value) for name, value in p.items()}
    loss = 0.0
    for x, t in zip(data, goal):
        loss += one(p, x, t, g)
    for name in p:
        p[name] = p[name] - speed * g[name]
print("loss", loss)
