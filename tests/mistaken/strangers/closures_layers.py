"""Every layer returns its output and a function for its gradient."""
import numpy as np


def linear(x, W, b):
    def back(dy):
        return dy @ W.T, x.T @ dy, dy.sum(axis=0)
    return x @ W + b, back


def tanh(x):
    y = np.tanh(x)

    def back(dy):
        return dy * (1 - y * y)
    return y, back


def mse(p, y):
    def back():
        return 2 * (p - y) / p.size
    return np.mean((p - y) ** 2), back


rng = np.random.default_rng(17)
X = rng.normal(size=(14, 3))
Y = np.c_[X[:, 0] * X[:, 1], np.abs(X[:, 2])]
params = [rng.normal(size=(3, 7)) * .5, np.zeros(7), rng.normal(size=(7, 2)) * .5, np.zeros(2)]

for step in range(120):
    W1, b1, W2, b2 = params
    z, back1 = linear(X, W1, b1)
    h, back_act = tanh(z)
    o, back2 = linear(h, W2, b2)
    loss, back_loss = mse(o, Y)
    do = back_loss()
    dh, dW2, db2 = back2(do)
    _, dW1, db1 = back1(back_act(dh))
    g = [dW1, db1, dW2, db2]
    params = [p - 0.1 * q for p, q in zip(params, g)]
    if step % 30 == 0:
        print(step, loss)
