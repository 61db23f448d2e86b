"""The last layer is updated first, so its old weights are kept for the layer before."""

import numpy as np

rng = np.random.default_rng(101)
a0 = rng.uniform(-1, 1, (15, 2))
y = (a0**2).sum(axis=1, keepdims=True)
W1, B1 = rng.normal(size=(2, 4)), np.zeros((1, 4))
W2, B2 = rng.normal(size=(4, 1)), np.zeros((1, 1))
rate = 0.1

for it in range(400):
    a1 = np.tanh(np.matmul(a0, W1) + B1)
    a2 = np.matmul(a1, W2) + B2
    err = np.subtract(a2, y)
    loss = np.mean(np.square(err))

    old_W2 = W2.copy()
    d2 = np.multiply(2, err) / len(y)
    W2 -= rate * np.matmul(a1.T, d2)
    B2 -= rate * np.sum(d2, axis=0)
    d1 = np.matmul(d2, old_W2.T) * (1 - np.square(a1))
    W1 -= rate * np.matmul(a0.T, d1)
    B1 -= rate * np.sum(d1, axis=0)
print("loss", loss)
