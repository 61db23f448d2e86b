"""The networks of the benchmark, written by hand in plain NumPy, loss included."""

from __future__ import annotations

import numpy as np

from benchmarks.networks import Arrays, Job


def neuron(data: Arrays, start: Arrays, rate: float, steps: int) -> tuple[Arrays, np.ndarray]:
    """One neuron with a mean squared error."""
    x, y = data["celsius"], data["fahrenheit"]
    w, b = start["weight"], start["bias"]
    losses = np.empty(steps)
    for step in range(steps):
        error = x * w + b - y
        losses[step] = error @ error / len(x)
        slope = 2 / len(x) * error
        w = w - rate * (slope @ x)
        b = b - rate * slope.sum()
    return {"weight": w, "bias": b}, losses


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


class Network:
    """Layers of rectified units and a softmax, in batches; every array is made once."""

    def __init__(self, job: Job, batches: list[np.ndarray]):
        self.job, self.batches = job, batches
        self.layers = len(job.start) // 2
        count, dtype = job.batch or len(job.data["x"]), job.dtype
        sizes = [len(job.start[f"biases{n}"]) for n in range(1, self.layers + 1)]
        inputs = job.data["x"].shape[1]
        self.x, self.y = (np.empty((count, n), dtype) for n in (inputs, sizes[-1]))
        self.outputs = [np.empty((count, n), dtype) for n in sizes]
        self.slopes = [np.empty((count, n), dtype) for n in sizes]
        self.active = [np.empty((count, n), bool) for n in sizes]
        self.column = np.empty((count, 1), dtype)

    def __call__(self, steps: int) -> tuple[Arrays, np.ndarray]:
        values = {name: value.copy() for name, value in self.job.start.items()}
        self.weights = [values[f"weights{n}"] for n in range(1, self.layers + 1)]
        self.biases = [values[f"biases{n}"] for n in range(1, self.layers + 1)]
        self.changes = [(np.empty_like(w), np.empty_like(b)) for w, b in self.pairs()]
        losses = np.empty(steps, self.job.dtype)
        for step in range(steps):
            np.take(self.job.data["x"], self.batches[step], 0, self.x, "clip")
            np.take(self.job.data["label"], self.batches[step], 0, self.y, "clip")
            self.forward()
            losses[step] = self.loss_and_slope()
            self.backward()
        return values, losses

    def pairs(self) -> list[tuple[np.ndarray, np.ndarray]]:
        return list(zip(self.weights, self.biases, strict=True))

    def forward(self) -> None:
        below = self.x
        for layer, (weights, biases) in enumerate(self.pairs()):
            output = self.outputs[layer]
            np.dot(below, weights, output)
            np.add(output, biases, output)
            if layer < self.layers - 1:
                np.greater(output, 0, self.active[layer])
                np.maximum(output, 0, output)
            below = output

    def loss_and_slope(self) -> np.floating:
        """The loss; its slope by the logits goes into `slopes`."""
        logits, slope, column = self.outputs[-1], self.slopes[-1], self.column
        np.subtract(logits, logits.max(axis=1, keepdims=True), logits)
        chosen = np.vdot(self.y, logits)
        np.exp(logits, slope)
        np.sum(slope, axis=1, keepdims=True, out=column)
        np.divide(slope, column, slope)
        np.subtract(slope, self.y, slope)
        np.divide(slope, len(slope), slope)
        return (np.log(column, column).sum() - chosen) / len(slope)

    def backward(self) -> None:
        for layer in reversed(range(self.layers)):
            slope = self.slopes[layer]
            below = self.outputs[layer - 1] if layer else self.x
            if layer:
                np.dot(slope, self.weights[layer].T, self.slopes[layer - 1])
                np.multiply(self.slopes[layer - 1], self.active[layer - 1], self.slopes[layer - 1])
            self.update(layer, below, slope)

    def update(self, layer: int, below: np.ndarray, slope: np.ndarray) -> None:
        weights, biases = self.changes[layer]
        np.dot(below.T, slope, weights)
        np.sum(slope, axis=0, out=biases)
        for value, change in zip(self.pairs()[layer], (weights, biases), strict=True):
            np.multiply(change, self.job.rate, change)
            np.subtract(value, change, value)
