import numpy as np
import random


def dataset():
    random.seed(10)
    rows, liters = [], []
    for _ in range(20):
        weight, power, cylinders = random.uniform(0.8, 2.5), random.uniform(0.5, 2), random.choice([3, 4, 6])
        rows.append([weight - 1.6, power - 1.2, cylinders / 4 - 1])
        liters.append(1.5 * weight + power + 0.3 * cylinders + random.gauss(0, 0.1) - 5)
    return np.array(rows), np.array(liters)


def init(n_in, n_hid):
    np.random.seed(20)
    return [np.random.randn(n_in, n_hid) * 0.5, np.zeros((1, n_hid)),
            np.random.randn(n_hid, 1) * 0.5, np.zeros((1, 1))]


def forward(X, params):
    w1, b1, w2, b2 = params
    h = np.tanh(X @ w1 + b1)
    return h @ w2 + b2, h


def mse(y_hat, y):
    return np.mean((y_hat - y) ** 2)


def backward(X, y, y_hat, h, params):
    n = X.shape[0]
    d_out = 2 / n * (y_hat - y.reshape(-1, 1))
    d_hid = (d_out @ params[2].T) * (1 - h ** 2)
    return [X.T @ d_hid, d_hid.sum(axis=0, keepdims=True),
            h.T @ d_out, d_out.sum(axis=0, keepdims=True)]


def sgd(params, grads, lr):
    for p, g in zip(params, grads):
        p -= lr * g


if __name__ == "__main__":
    X, y = dataset()
    params = init(3, 4)
    for it in range(500):
        y_hat, h = forward(X, params)
        if it % 100 == 0:
            print("iter", it, "mse", mse(y_hat, y))
        sgd(params, backward(X, y, y_hat, h, params), 0.05)
    print("first predictions", y_hat[:3].ravel(), "truth", y[:3])
