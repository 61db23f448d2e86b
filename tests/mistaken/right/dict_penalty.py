"""A penalty on weights and biases alike, RMSProp."""

import numpy as np

lam = 0.02
rng = np.random.default_rng(31)
theta = {
    "A": rng.uniform(-0.8, 0.8, (2, 4)),
    "a": rng.uniform(-0.1, 0.1, 4),
    "B": rng.uniform(-0.8, 0.8, (4, 1)),
    "b": rng.uniform(-0.1, 0.1, 1),
}
squares = {k: np.zeros_like(v) for k, v in theta.items()}


def model(theta, x):
    s = x @ theta["A"] + theta["a"]
    h = np.tanh(s)
    return h, h @ theta["B"] + theta["b"]


def objective(theta, x, y):
    _, out = model(theta, x)
    fit = np.mean((out - y) ** 2)
    penalty = sum(np.sum(value**2) for value in theta.values())
    return fit + lam * penalty


def slopes(theta, x, y):
    h, out = model(theta, x)
    g = {}
    d = 2 / len(x) * (out - y)
    g["B"] = h.T @ d + 2 * lam * theta["B"]
    g["b"] = d.sum(axis=0) + 2 * lam * theta["b"]
    d = d @ theta["B"].T * (1 - h * h)
    g["A"] = x.T @ d + 2 * lam * theta["A"]
    g["a"] = d.sum(axis=0) + 2 * lam * theta["a"]
    return g


x = rng.normal(size=(18, 2))
y = x[:, :1] * np.exp(-x[:, 1:] ** 2)
for t in range(300):
    loss = objective(theta, x, y)
    g = slopes(theta, x, y)
    for k in theta:
        squares[k] = 0.9 * squares[k] + 0.1 * g[k] ** 2
        theta[k] -= 0.01 * g[k] / (np.sqrt(squares[k]) + 1e-8)
print("loss", loss)
