"""Logistic regression with L2 penalty (penalty on the weights only)."""
import numpy as np


def load(n=60):
    r = np.random.RandomState(11)
    X = r.randn(n, 4)
    y = (X @ np.array([1.0, -2.0, 0.5, 0.0]) + 0.3 * r.randn(n) > 0.2) * 1.0
    return X, y


def hypothesis(X, w, b):
    return 1.0 / (1.0 + np.exp(-(X @ w + b)))


def cost(X, y, w, b, lam):
    h = hypothesis(X, w, b)
    ce = -np.sum(y * np.log(h) + (1 - y) * np.log(1 - h))
    return (ce + lam / 2 * np.dot(w, w)) / len(y)


def gradient(X, y, w, b, lam):
    # the 1/m is left to the learning rate
    d = hypothesis(X, w, b) - y
    return X.T @ d + lam * w, d.sum()


def fit(X, y, lam=0.1, lr=0.01, iters=300):
    w, b = np.zeros(X.shape[1]), 0.0
    for i in range(iters):
        gw, gb = gradient(X, y, w, b, lam)
        w -= lr * gw
        b -= lr * gb
    return w, b


if __name__ == '__main__':
    X, y = load()
    w, b = fit(X, y)
    print('cost', cost(X, y, w, b, 0.1))
    print('w', w, 'b', b)
