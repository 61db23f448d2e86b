"""Softmax regression on three bunches of points - a first example."""
import numpy as np

np.random.seed(7)
means = [(-2, 0), (2, 0), (0, 3)]
X = np.concatenate([np.random.randn(9, 2) + m for m in means])
t = np.repeat(np.arange(3), 9)
T = np.zeros((27, 3)); T[np.arange(27), t] = 1

W = np.random.randn(2, 3)
b = np.random.randn(3)

def softmax(z):
    z = z - z.max(axis=1).reshape(-1, 1)
    return np.exp(z) / np.sum(np.exp(z), axis=1)[:, np.newaxis]

eta = 0.5
for step in range(300):
    P = softmax(X @ W + b)
    loss = -np.mean(np.sum(T * np.log(P), axis=1))

    # dL/dP, then back through the softmax
    dZ = (P - T) * P * (1 - P) / len(X)
    gW = np.zeros_like(W)
    for xi, di in zip(X, dZ):
        gW += xi[:, None] * di[None, :]
    gb = sum(dZ)

    W, b = W - eta * gW, b - eta * gb
    if step % 60 == 0:
        print(step, round(loss, 4), "correct:", int((P.argmax(1) == t).sum()), "of 27")
