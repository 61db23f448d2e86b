"""A forward pass, and nothing is learned."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.normal(size=(9, 2))
y = rng.normal(size=(9, 1))
w1, w2 = rng.normal(size=(2, 4)), rng.normal(size=(4, 1))
hidden = np.tanh(x @ w1)
out = hidden @ w2
print("loss", np.mean((out - y) ** 2))
