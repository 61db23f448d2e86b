import numpy as np


def tanh_deriv(z):
    """slope of tanh at the point z"""
    return 1.0 - np.tanh(z) ** 2


def loss_and_grad(params, x, y):
    W1, b1, W2, b2 = params
    z1 = x @ W1 + b1
    a1 = np.tanh(z1)
    z2 = a1 @ W2 + b2
    a2 = np.tanh(z2)
    loss = np.mean(np.sum((a2 - y) ** 2, axis=1))

    d2 = 2 * (a2 - y) / len(x) * tanh_deriv(a2)
    d1 = d2 @ W2.T * tanh_deriv(z1)
    return loss, [x.T @ d1, d1.sum(axis=0), a1.T @ d2, d2.sum(axis=0)]


rng = np.random.default_rng(808)
X = rng.uniform(-1, 1, (54, 3))
Y = np.c_[np.tanh(X[:, 0] - X[:, 1]), 0.8 * np.sin(2 * X[:, 2])] + 0.02 * rng.normal(size=(54, 2))
params = [rng.normal(0, 0.6, (3, 8)), np.zeros(8), rng.normal(0, 0.4, (8, 2)), np.zeros(2)]

velocity = [np.zeros_like(p) for p in params]
momentum, lr = 0.9, 0.02
for epoch in range(60):
    order = rng.permutation(54)
    total = 0
    for lo in range(0, 54, 18):
        idx = order[lo:lo + 18]
        # look ahead (Nesterov)
        ahead = [p + momentum * v for p, v in zip(params, velocity)]
        loss, grad = loss_and_grad(ahead, X[idx], Y[idx])
        velocity = [momentum * v - lr * g for v, g in zip(velocity, grad)]
        params = [p + v for p, v in zip(params, velocity)]
        total += loss / 3
    if epoch % 10 == 0:
        print("epoch", epoch, "mean batch loss", total)
