"""Regression of a made-up 'quality' score. Question: why is my loss so much bigger than sklearn's?"""
import numpy as np

RNG = np.random.RandomState(20)


def make_data(n=24):
    X = RNG.rand(n, 4)
    y = X @ np.array([1.0, -2.0, 0.5, 3.0]) + 0.3
    return X, y


def predict(X, W1, b1, W2, b2):
    h = np.maximum(0, X @ W1 + b1)
    return h, h @ W2 + b2


def loss_fn(pred, y):
    return np.mean((pred - y) ** 2)


def gradients(X, y, h, pred, W2):
    dpred = 2 * (pred - y[:, None]) / len(y)
    dW2 = h.T @ dpred
    db2 = dpred.sum(axis=0)
    dh = np.dot(dpred, W2.T)
    dh *= (h > 0)
    return X.T @ dh, dh.sum(axis=0), dW2, db2


def fit(X, y, hidden=6, lr=0.05, n_iter=300):
    W1, b1 = RNG.randn(X.shape[1], hidden) * 0.5, np.zeros(hidden)
    W2, b2 = RNG.randn(hidden, 1) * 0.5, np.zeros(1)
    for i in range(n_iter):
        h, pred = predict(X, W1, b1, W2, b2)
        if i % 100 == 0:
            print(i, loss_fn(pred, y))
        gW1, gb1, gW2, gb2 = gradients(X, y, h, pred, W2)
        W1, b1, W2, b2 = W1 - lr * gW1, b1 - lr * gb1, W2 - lr * gW2, b2 - lr * gb2
    return W1, b1, W2, b2


X, y = make_data()
model = fit(X, y)
print("final", predict(X, *model)[1][:3].ravel(), y[:3])
