"""Dropout after a relu, masks kept in the cache, mini-batches."""

import numpy as np

np.random.seed(14)
keep_prob = 0.75


def init(d, h, k):
    return dict(
        W1=np.random.randn(d, h) / np.sqrt(d),
        b1=np.zeros(h),
        W2=np.random.randn(h, k) / np.sqrt(h),
        b2=np.zeros(k),
    )


def forward(P, X):
    Z1 = X @ P["W1"] + P["b1"]
    A1 = Z1 * (Z1 > 0)
    D1 = np.random.rand(*A1.shape) < keep_prob
    A1 = A1 * D1
    A1 = A1 / keep_prob
    out = A1 @ P["W2"] + P["b2"]
    return out, (X, Z1, D1, A1)


def backward(P, dout, cache):
    X, Z1, D1, A1 = cache
    grads = {}
    grads["W2"] = A1.T @ dout
    grads["b2"] = dout.sum(axis=0)
    dA1 = dout @ P["W2"].T
    dA1 = dA1 * D1
    dA1 = dA1 / keep_prob
    dZ1 = dA1 * (Z1 > 0)
    grads["W1"] = X.T @ dZ1
    grads["b1"] = dZ1.sum(axis=0)
    return grads


X = np.random.randn(36, 3)
T = np.concatenate([X[:, :1] ** 2, np.abs(X[:, 1:2])], axis=1)
P = init(3, 7, 2)
for epoch in range(30):
    idx = np.random.permutation(len(X))
    for k in range(0, len(X), 9):
        xb, tb = X[idx[k : k + 9]], T[idx[k : k + 9]]
        out, cache = forward(P, xb)
        loss = np.sum((out - tb) ** 2) / xb.shape[0]
        dout = 2 * (out - tb) / xb.shape[0]
        grads = backward(P, dout, cache)
        for name, grad in grads.items():
            P[name] -= 0.05 * grad
print("loss of the last batch", loss)
