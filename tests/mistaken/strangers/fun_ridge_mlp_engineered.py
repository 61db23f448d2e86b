"""A small multilayer perceptron with an L2 penalty, written for clarity.

The objective is

    J = 1/(2n) * sum_i |f(x_i) - y_i|^2  +  lam/2 * (|W|^2 + |b|^2 + |v|^2)

where f(x) = tanh(x W + b) v + c.
"""
from collections import namedtuple
import numpy as np

Params = namedtuple("Params", "W b v c")


def objective(p, X, y, lam):
    """Return J and the intermediate values that the gradient needs."""
    H = np.tanh(X @ p.W + p.b)
    r = H @ p.v + p.c - y
    data_term = 0.5 * np.mean(r ** 2)
    penalty = 0.5 * lam * (np.sum(p.W ** 2) + np.sum(p.b ** 2) + np.sum(p.v ** 2))
    return data_term + penalty, (H, r)


def gradient(p, X, cache, lam):
    """Return the gradient of J as a Params tuple."""
    H, r = cache
    n = X.shape[0]
    dr = r / n
    dH = np.outer(dr, p.v)
    dpre = dH * (1.0 - H ** 2)
    return Params(
        W=X.T @ dpre + lam * p.W,
        b=dpre.sum(axis=0),
        v=H.T @ dr + lam * p.v,
        c=np.array(dr.sum()),
    )


def make_data(n, rng):
    """Noisy samples of a smooth function of two variables."""
    X = rng.uniform(-1.5, 1.5, size=(n, 2))
    y = np.sin(X[:, 0]) * X[:, 1] + 0.05 * rng.standard_normal(n)
    return X, y


def descend(p, grad, rate):
    """One plain gradient step."""
    return Params(*(value - rate * slope for value, slope in zip(p, grad)))


rng = np.random.default_rng(314)
X, y = make_data(40, rng)
lam = 0.02
p = Params(rng.normal(size=(2, 6)), rng.normal(size=6), 0.3 * rng.normal(size=6), np.array(0.0))
for k in range(500):
    J, cache = objective(p, X, y, lam)
    p = descend(p, gradient(p, X, cache, lam), rate=0.2)
    if k % 100 == 0:
        print(f"step {k:3d}: J = {J:.6f}")
