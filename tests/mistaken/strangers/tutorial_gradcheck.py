"""
Tutorial 3: one hidden layer, written out, WITH the numerical check everybody should do.
Truth table of "majority of three".
"""
import itertools
import numpy as np

rows = np.array(list(itertools.product([0, 1], repeat=3)), dtype=float)
targets = (rows.sum(axis=1) >= 2).astype(float)

# Our own logistic function, and its slope: s'(z) = s(z) s(-z)
logistic = lambda z: 1.0 / (1.0 + np.exp(-z))
slope = lambda z: logistic(z) * logistic(-z)

np.random.seed(1)
W, v = 2 * np.random.random((4, 3)) - 1, 2 * np.random.random(4) - 1     # one row of W per hidden unit


def loss_of(W, v):
    return ((logistic(logistic(rows @ W.T) @ v) - targets) ** 2).mean()


def gradients(W, v):
    z1 = rows @ W.T
    h = logistic(z1)
    z2 = h @ v
    o = logistic(z2)
    g2 = (o - targets) * slope(z2) / (0.5 * len(rows))
    g1 = np.outer(g2, v) * slope(z1)
    return g1.T @ rows, g2 @ h


def numeric(W, v, eps=1e-5):
    G = np.zeros_like(W)
    for i, j in np.ndindex(*W.shape):
        up, down = W.copy(), W.copy()
        up[i, j] += eps
        down[i, j] -= eps
        G[i, j] = (loss_of(up, v) - loss_of(down, v)) / (2 * eps)
    return G


gW, gv = gradients(W, v)
print("largest difference:", np.abs(gW - numeric(W, v)).max())

for step in range(600):
    loss = loss_of(W, v)
    gW, gv = gradients(W, v)
    W, v = W - 2.0 * gW, v - 2.0 * gv
    if step % 150 == 0:
        print(step, "loss", loss)
