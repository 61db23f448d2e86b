"""Learn the position of a two-joint arm's fingertip from its angles."""
import numpy as np


def fingertip(angles):
    a, b = angles[:, 0], angles[:, 1]
    return np.stack([np.cos(a) + 0.7 * np.cos(a + b), np.sin(a) + 0.7 * np.sin(a + b)], axis=1)


def net(angles, W, B):
    hidden = np.tanh(angles @ W[0] + B[0])
    return hidden, hidden @ W[1] + B[1]


def train_step(angles, target, W, B, lr):
    n = angles.shape[0]
    hidden, out = net(angles, W, B)
    loss = ((out - target) ** 2).sum() / n

    # output layer
    g_out = 2 * (out - target) / n
    W[1] -= lr * hidden.T @ g_out
    B[1] -= lr * g_out.sum(axis=0, keepdims=True)

    # hidden layer
    g_hidden = (g_out @ W[1].T) * (1 - hidden ** 2)
    W[0] -= lr * angles.T @ g_hidden
    B[0] -= lr * g_hidden.sum(axis=0, keepdims=True)
    return loss


rng = np.random.default_rng(19)
angles = rng.uniform(-1.5, 1.5, (40, 2))
target = fingertip(angles) + 0.01 * rng.normal(size=(40, 2))
W = [rng.normal(size=(2, 6)), 0.5 * rng.normal(size=(6, 2))]
B = [np.zeros((1, 6)), np.zeros((1, 2))]

for i in range(1, 1001):
    loss = train_step(angles, target, W, B, 0.05)
    if i % 100 == 0:
        print("step", i, "loss", loss)
