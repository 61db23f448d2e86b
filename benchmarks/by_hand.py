"""The networks of the benchmark, written by hand in plain NumPy, loss included."""

from __future__ import annotations

import numpy as np

Arrays = dict[str, np.ndarray]


def two_layers(data: Arrays, start: Arrays, rate: float, steps: int) -> tuple[Arrays, np.ndarray]:
    """The 1-2-1 network with a mean squared error."""
    x, y = data["celsius"], data["fahrenheit"]
    w1, b1, w2, b2 = (start[name] for name in ("weights1", "biases1", "weights2", "biases2"))
    n = len(x)
    losses = np.empty(steps)
    for step in range(steps):
        h = x @ w1 + b1
        o = h @ w2 + b2
        losses[step] = ((o - y) ** 2).sum() / n
        do = 2 * (o - y) / n
        dh = do @ w2.T
        dw2, db2, dw1, db1 = h.T @ do, do.sum(axis=0), x.T @ dh, dh.sum(axis=0)
        w1 = w1 - rate * dw1
        b1 = b1 - rate * db1
        w2 = w2 - rate * dw2
        b2 = b2 - rate * db2
    return {"weights1": w1, "biases1": b1, "weights2": w2, "biases2": b2}, losses


def softmax_network(
    data: Arrays, start: Arrays, rate: float, steps: int
) -> tuple[Arrays, np.ndarray]:
    """One hidden layer of rectified units, softmax and cross-entropy."""
    x, y = data["x"], data["label"]
    w1, b1, w2, b2 = (start[name] for name in ("weights1", "biases1", "weights2", "biases2"))
    n = len(x)
    losses = np.empty(steps, x.dtype)
    for step in range(steps):
        z = x @ w1 + b1
        h = np.maximum(z, 0)
        logits = h @ w2 + b2
        shifted = logits - logits.max(axis=1, keepdims=True)
        e = np.exp(shifted)
        total = e.sum(axis=1, keepdims=True)
        losses[step] = (np.log(total)[:, 0] - (y * shifted).sum(axis=1)).sum() / n
        do = (e / total - y) / n
        dz = (do @ w2.T) * (z > 0)
        dw2, db2, dw1, db1 = h.T @ do, do.sum(axis=0), x.T @ dz, dz.sum(axis=0)
        w1 = w1 - rate * dw1
        b1 = b1 - rate * db1
        w2 = w2 - rate * dw2
        b2 = b2 - rate * db2
    return {"weights1": w1, "biases1": b1, "weights2": w2, "biases2": b2}, losses
