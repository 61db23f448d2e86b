"""A dataclass that keeps (weights, bias) pairs; stops when the loss is small."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Model:
    widths: tuple = (2, 5, 3, 1)
    rate: float = 0.1
    layers: list = field(default_factory=list)

    def __post_init__(self):
        rng = np.random.default_rng(18)
        for inputs, outputs in zip(self.widths, self.widths[1:]):
            scale = (6 / (inputs + outputs)) ** 0.5
            pair = [rng.uniform(-scale, scale, (outputs, inputs)), np.zeros((outputs, 1))]
            self.layers.append(pair)

    @property
    def depth(self):
        return len(self.layers)

    def __call__(self, x):
        self.values = [x]
        for k, (w, b) in enumerate(self.layers):
            z = w @ self.values[-1] + b
            self.values.append(z if k == self.depth - 1 else np.tanh(z))
        return self.values[-1]

    def descend(self, y):
        d = (self.values[-1] - y) / y.shape[-1]
        for k in range(self.depth - 1, -1, -1):
            w, b = self.layers[k]
            below = self.values[k]
            dw, db = d @ below.T, d.sum(-1, keepdims=True)
            if k:
                d = (w.T @ d) * (1 - below**2)
            self.layers[k] = [w - self.rate * dw, b - self.rate * db]


rng = np.random.default_rng(40)
x = rng.uniform(-1, 1, (2, 24))
y = np.prod(x, axis=0, keepdims=True)
model = Model()
steps = 0
while True:
    out = model(x)
    loss = 0.5 * ((out - y) ** 2).mean()
    if steps >= 300 or loss < 1e-4:
        break
    model.descend(y)
    steps += 1
print(f"after {steps} steps the loss is {loss:.5f}")
