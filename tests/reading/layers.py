"""Layers of one width as lists of arrays, gradients summed sample by sample."""

import numpy as np, random, math
random.seed(0)
W = [np.random.randn(3, 3) for _ in range(3)]
B = [np.zeros(3) for _ in range(3)]
V = [w.copy() for w in W]
data = [(np.array([0.1*i, 1.0, -0.2*i]), np.array([1.0, 0.0, 0.5])) for i in range(6)]
lr = 0.1
for epoch in range(50):
    gW = [np.zeros_like(w) for w in W]
    gB = [np.zeros_like(b) for b in B]
    cost = 0
    for x, y in data:
        acts = [x]
        zs = []
        for w, b in zip(W, B):
            z = np.dot(w, acts[-1]) + b
            zs.append(z)
            acts.append(np.tanh(z))
        cost += 0.5 * np.sum((acts[-1] - y) ** 2)
        delta = (acts[-1] - y) * (1 - np.tanh(zs[-1]) ** 2)
        gB[-1] += delta
        gW[-1] += np.outer(delta, acts[-2])
        for l in range(2, 4):
            delta = np.dot(W[-l + 1].T, delta) * (1 - np.tanh(zs[-l]) ** 2)
            gB[-l] += delta
            gW[-l] += np.outer(delta, acts[-l - 1])
    for l in range(3):
        W[l] -= lr * gW[l] / len(data)
        B[l] = B[l] - lr * gB[l] / len(data)
