"""One sample at a time, vectors and outer products."""

import numpy as np

rng = np.random.default_rng(77)
n, d, k, c = 23, 3, 5, 2
data = rng.normal(size=(n, d))
wanted = np.tanh(data @ rng.normal(size=(d, c)))

W = rng.normal(size=(k, d)) * 0.5
u = np.zeros(k)
V = rng.normal(size=(c, k)) * 0.5
s = np.zeros(c)
eta = 0.1

for epoch in range(20):
    total = 0.0
    for i in rng.permutation(n):
        x, target = data[i], wanted[i]
        z = W @ x + u
        h = 1 / (1 + np.exp(-z))
        out = np.tanh(V @ h + s)
        sample_loss = 0.5 * np.sum((target - out) ** 2)
        total += sample_loss

        delta_out = (out - target) * (1 - out**2)
        delta_h = (V.T @ delta_out) * h * (1 - h)
        V -= eta * np.outer(delta_out, h)
        s -= eta * delta_out
        W -= eta * np.outer(delta_h, x)
        u -= eta * delta_h
print("mean loss", total / n)
