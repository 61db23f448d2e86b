# Blog: "Backprop from scratch in 60 lines" - part 2: fitting a cubic
import numpy as np

rng = np.random.default_rng(2024)
X = rng.uniform(-1.5, 1.5, (32, 1))
Y = X ** 3 - X + rng.normal(scale=0.05, size=(32, 1))


def make_params(hidden):
    return [rng.normal(size=(1, hidden)), rng.normal(size=(1, hidden)),
            rng.normal(size=(hidden, 1)) / np.sqrt(hidden), np.zeros((1, 1))]


def forward(P, X):
    A, a, B, b = P
    H = np.tanh(X @ A + a)
    return H, H @ B + b


def loss_fn(pred, Y):
    return 0.5 * np.mean((pred - Y) ** 2)


def backward(P, X, fwd, Y):
    A, a, B, b = P
    H, pred = fwd
    n = len(X)
    g = (pred - Y) / n
    gB = H.T @ g
    gb = g.sum(axis=0, keepdims=True)
    gH = (Y - pred) / n @ B.T
    gZ = gH * (1 - H ** 2)
    gA = X.T @ gZ
    ga = gZ.sum(axis=0, keepdims=True)
    return [gA, ga, gB, gb]


def step(P, G, lr):
    return [p - lr * g for p, g in zip(P, G)]


P = make_params(8)
for t in range(1000):
    fwd = forward(P, X)
    G = backward(P, X, fwd, Y)
    P = step(P, G, 0.03)
    if t % 200 == 0:
        print(t, loss_fn(fwd[1], Y))
print("final loss", loss_fn(forward(P, X)[1], Y))
