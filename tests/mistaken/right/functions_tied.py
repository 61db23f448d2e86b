"""An autoencoder whose decoder is the transposed encoder: one matrix used twice."""

import numpy as np


def encode(X, W, b):
    return np.tanh(X @ W + b)


def decode(code, W, c):
    return code @ W.T + c


def step(X, W, b, c, lr):
    n = X.shape[0]
    code = encode(X, W, b)
    copy_ = decode(code, W, c)
    diff = copy_ - X
    loss = (diff**2).sum() / n

    d_copy = 2 * diff / n
    d_code = d_copy @ W
    d_pre = d_code * (1 - code**2)
    grad_W = d_copy.T @ code
    grad_W += X.T @ d_pre
    grad_b = d_pre.sum(axis=0)
    grad_c = d_copy.sum(axis=0)
    return W - lr * grad_W, b - lr * grad_b, c - lr * grad_c, loss


rng = np.random.default_rng(17)
X = rng.normal(size=(19, 5)) @ rng.normal(size=(5, 5)) * 0.4
W = rng.normal(size=(5, 2)) * 0.3
b = np.zeros(2)
c = np.zeros(5)
for i in range(200):
    W, b, c, loss = step(X, W, b, c, 0.05)
print("reconstruction loss", loss)
