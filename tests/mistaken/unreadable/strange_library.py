"""Half of the backward pass is done by a module that is not there to be read."""

import numpy as np

import ourlab.networks as ann

rng = np.random.default_rng(1)
x = rng.normal(size=(9, 2))
y = rng.normal(size=(9, 1))
W, V = rng.normal(size=(2, 4)), rng.normal(size=(4, 1))
for step in range(100):
    h = np.tanh(x @ W)
    out = h @ V
    loss = 0.5 * np.sum((out - y) ** 2)
    delta = ann.backpropagate(out - y, V)
    V -= 0.05 * h.T @ (out - y)
    W -= 0.05 * x.T @ (delta * (1 - h**2))
print("loss", loss)
