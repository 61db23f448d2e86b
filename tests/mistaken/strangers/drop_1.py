"""Deep net in dictionaries: tanh layers, dropout, log-cosh loss, momentum."""
import numpy as np

sizes = [4, 7, 5, 2]
L = len(sizes) - 1
keep = 0.8
rng = np.random.default_rng(31)

params = {}
velocity = {}
for l in range(1, L + 1):
    params["W" + str(l)] = rng.normal(size=(sizes[l - 1], sizes[l])) * 0.5
    params["b" + str(l)] = rng.normal(size=sizes[l]) * 0.1
for key in params:
    velocity[key] = np.zeros_like(params[key])


def forward(X, params):
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache["A" + str(l - 1)] @ params["W" + str(l)] + params["b" + str(l)]
        if l == L:
            cache["out"] = Z
        else:
            cache["T" + str(l)] = np.tanh(Z)
            cache["M" + str(l)] = rng.random(Z.shape) < keep
            cache["A" + str(l)] = cache["T" + str(l)] * cache["M" + str(l)] / keep
    return cache


def cost(out, Y):
    return np.sum(np.log(np.cosh(out - Y))) / len(Y)


def backward(cache, Y, params):
    grads = {}
    d = np.tanh(cache["out"] - Y) / len(Y)
    for l in range(L, 0, -1):
        grads["W" + str(l)] = cache["A" + str(l - 1)].T @ d
        grads["b" + str(l)] = d.mean(axis=0)
        if l > 1:
            d = d @ params["W" + str(l)].T
            d = d * cache["M" + str(l - 1)] / keep
            d = d * (1 - cache["T" + str(l - 1)] ** 2)
    return grads


def update(params, grads, lr=0.05, mu=0.9):
    for key in params:
        velocity[key] = mu * velocity[key] - lr * grads[key]
        params[key] = params[key] + velocity[key]


X = rng.uniform(-1, 1, size=(35, 4))
Y = np.column_stack([X[:, 0] * X[:, 1], X[:, 2] - X[:, 3]])
for it in range(200):
    cache = forward(X, params)
    J = cost(cache["out"], Y)
    grads = backward(cache, Y, params)
    update(params, grads)
    if it % 50 == 0:
        print("cost", it, J)
