"""Type hints, a named tuple, mini-batches from a generator function, biases tiled by hand."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np


class Weights(NamedTuple):
    w1: np.ndarray
    b1: np.ndarray
    w2: np.ndarray
    b2: np.ndarray


def batches(x: np.ndarray, y: np.ndarray, size: int, rng) -> Iterator[tuple]:
    order = np.arange(x.shape[0])
    rng.shuffle(order)
    for part in np.array_split(order, len(order) // size):
        yield x[part], y[part]


def squash(a: np.ndarray) -> np.ndarray:
    """The logistic function."""
    return 0.5 * (1 + np.tanh(0.5 * a))


def gradient(w: Weights, x: np.ndarray, y: np.ndarray) -> tuple[float, Weights]:
    rows, *_ = x.shape
    s1 = x @ w.w1 + np.tile(w.b1, (rows, 1))
    h = squash(s1)
    s2 = h @ w.w2 + np.repeat(w.b2[np.newaxis, :], rows, axis=0)
    loss = np.mean(np.logaddexp(0, s2) - y * s2)
    d2 = (squash(s2) - y) / s2.size
    d1 = np.tensordot(d2, w.w2, axes=([1], [1])) * h * (1 - h)
    ones = np.ones(rows)
    return loss, Weights(x.T @ d1, ones @ d1, h.T @ d2, ones @ d2)


rng = np.random.default_rng(2)
x = rng.normal(size=(37, 3))
y = (x[:, :2] * x[:, 1:] > 0).astype(float)
w = Weights(rng.normal(size=(3, 5)), rng.normal(size=5), rng.normal(size=(5, 2)), np.zeros(2))
for epoch in range(40):
    for xb, yb in batches(x, y, 8, rng):
        loss, g = gradient(w, xb, yb)
        w = Weights(*(value - 0.5 * slope for value, slope in zip(w, g)))
print("loss", loss)
