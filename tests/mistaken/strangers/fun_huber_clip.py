"""Robust regression: two-layer net with the Huber loss."""
import numpy as np

DELTA = 0.5


def make_data(n=36, seed=6):
    r = np.random.RandomState(seed)
    X = r.uniform(-1, 1, (n, 2))
    y = X[:, 0] ** 2 - X[:, 1] + 0.05 * r.randn(n)
    y[::9] += 3.0             # outliers
    return X, y


def init(seed, n_in, n_hid):
    r = np.random.RandomState(seed)
    return r.randn(n_in, n_hid), np.zeros(n_hid), r.randn(n_hid) * 0.3, 0.0


def huber(res):
    a = np.abs(res)
    return np.where(a <= DELTA, 0.5 * a ** 2, DELTA * (a - 0.5 * DELTA)).mean()


def step(X, y, U, c, v, d, lr):
    hid = np.tanh(X @ U + c)
    res = hid @ v + d - y
    value = huber(res)
    g = np.clip(res, -DELTA, DELTA) / y.size
    back = np.outer(g, v) * (1.0 - np.square(hid))
    return (U - lr * X.T @ back, c - lr * back.sum(axis=0),
            v - lr * hid.T @ g, d - lr * g.sum(), value)


if __name__ == "__main__":
    X, y = make_data()
    U, c, v, d = init(0, 2, 5)
    for it in range(1, 801):
        U, c, v, d, value = step(X, y, U, c, v, d, 0.2)
        if it % 200 == 0:
            print("it %4d huber %.5f" % (it, value))
