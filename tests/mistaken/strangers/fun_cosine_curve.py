import numpy as np


def tanh(z):
    return np.tanh(z)


def dtanh(z):
    return 1 - np.tanh(z)


def setup(width, seed=6):
    r = np.random.RandomState(seed)
    return [r.randn(1, width) * 1.5, r.randn(width),
            r.randn(width, 4) * 0.5, np.zeros(4),
            r.randn(4, 1) * 0.5, np.zeros(1)]


def forward(x, W1, b1, W2, b2, W3, b3):
    z1 = x @ W1 + b1
    h1 = tanh(z1)
    z2 = h1 @ W2 + b2
    h2 = tanh(z2)
    return h2 @ W3 + b3, (z1, h1, z2, h2)


def loss(out, y):
    return np.mean(np.square(out - y)) / 2


def backward(x, y, out, cache, p):
    z1, h1, z2, h2 = cache
    W2, W3 = p[2], p[4]
    d3 = (out - y) / len(x)
    d2 = d3 @ W3.T * dtanh(z2)
    d1 = d2 @ W2.T * dtanh(z1)
    return [x.T @ d1, d1.sum(0), h1.T @ d2, d2.sum(0), h2.T @ d3, d3.sum(0)]


xs = np.linspace(0, 1, 25).reshape(-1, 1)
ys = np.cos(4 * xs)
p = setup(5)
for n in range(1500):
    out, cache = forward(xs, *p)
    grads = backward(xs, ys, out, cache, p)
    p = [a - 0.1 * g for a, g in zip(p, grads)]
    if n % 300 == 0:
        print(n, loss(out, ys))
