"""Inverted dropout on the hidden layer of a binary classifier."""

import numpy as np

generator = np.random.Generator(np.random.PCG64(12))
KEEP = 0.8


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


def make_data(count):
    points = generator.uniform(-1, 1, size=(count, 2))
    inside = (np.sum(points**2, axis=1) < 0.5).astype(float)
    return points, inside[:, None]


def train_step(X, Y, V, c, W, b):
    n = len(X)
    # forward
    A = X @ V + c
    H = np.tanh(A)
    mask = (generator.random(H.shape) < KEEP) / KEEP
    D = H * mask
    P = sigmoid(D @ W + b)
    loss = -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))
    # backward
    dS = (P - Y) / n
    dW = D.T @ dS
    db = dS.sum(0)
    dD = dS @ W.T
    dH = dD * mask
    dA = dH * (1 - H * H)
    dV = X.T @ dA
    dc = dA.sum(0)
    return loss, dV, dc, dW, db


X, Y = make_data(33)
V = generator.normal(scale=0.8, size=(2, 6))
c = np.zeros(6)
W = generator.normal(scale=0.8, size=(6, 1))
b = np.zeros(1)
eta = 0.5
for t in range(300):
    loss, dV, dc, dW, db = train_step(X, Y, V, c, W, b)
    V, c = V - eta * dV, c - eta * dc
    W, b = W - eta * dW, b - eta * db
print("loss at the end:", loss)
