"""Mini-batches, momentum, leaky relu."""

import numpy as np

SLOPE = 0.1


def leaky(z):
    return np.where(z > 0, z, SLOPE * z)


def leaky_slope(z):
    return np.where(z > 0, 1.0, SLOPE)


def compute_loss(pred, target):
    return np.sum((pred - target) ** 2) / (2 * len(pred))


def backprop(xb, tb, W1, b1, W2, b2):
    z1 = xb.dot(W1) + b1
    a1 = leaky(z1)
    pred = a1.dot(W2) + b2
    loss = compute_loss(pred, tb)
    delta2 = (pred - tb) / len(xb)
    delta1 = delta2.dot(W2.T) * leaky_slope(z1)
    grad_W1 = xb.T.dot(delta1)
    grad_b1 = delta1.sum(axis=0, keepdims=True)
    grad_W2 = a1.T.dot(delta2)
    grad_b2 = delta2.sum(axis=0, keepdims=True)
    return loss, [grad_W1, grad_b1, grad_W2, grad_b2]


def fit(x, t, hidden=6, epochs=30, batch_size=8, lr=0.05, mu=0.9):
    rng = np.random.default_rng(3)
    W1 = rng.normal(size=(x.shape[1], hidden)) * 0.5
    b1 = np.zeros((1, hidden))
    W2 = rng.normal(size=(hidden, t.shape[1])) * 0.5
    b2 = np.zeros((1, t.shape[1]))
    vW1 = np.zeros_like(W1)
    vb1 = np.zeros_like(b1)
    vW2 = np.zeros_like(W2)
    vb2 = np.zeros_like(b2)
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            loss, grads = backprop(x[rows], t[rows], W1, b1, W2, b2)
            vW1 = mu * vW1 - lr * grads[0]
            vb1 = mu * vb1 - lr * grads[1]
            vW2 = mu * vW2 - lr * grads[2]
            vb2 = mu * vb2 - lr * grads[3]
            W1 += vW1
            b1 += vb1
            W2 += vW2
            b2 += vb2
    return loss


data = np.random.default_rng(8).normal(size=(43, 3))
targets = np.column_stack((data[:, 0] * data[:, 1], data[:, 2] ** 2))
print("last mini-batch loss", fit(data, targets))
