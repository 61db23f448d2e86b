"""The backward pass is put together as text."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.normal(size=(9, 2))
y = rng.normal(size=(9, 1))
w = rng.normal(size=(2, 1))
b = np.zeros(1)
rules = {"w": "x.T @ error / len(x)", "b": "error.mean(axis=0)"}
for step in range(100):
    error = x @ w + b - y
    loss = 0.5 * np.mean(error**2)
    for name, rule in rules.items():
        exec(f"d{name} = {rule}")
    w = w - 0.1 * dw
    b = b - 0.1 * db
print("loss", loss)
