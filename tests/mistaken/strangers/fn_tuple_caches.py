import numpy as np


def make_data():
    r = np.random.RandomState(5)
    X = r.uniform(-2, 2, (35, 2))
    Y = np.stack([np.sin(X[:, 0]), X[:, 0] * X[:, 1]], axis=1)
    return X, Y


def init(seed):
    r = np.random.RandomState(seed)
    return (r.randn(2, 6) / np.sqrt(2), np.zeros(6),
            r.randn(6, 4) / np.sqrt(6), np.zeros(4),
            r.randn(4, 2) / 2, np.zeros(2))


def softplus(z):
    return np.log1p(np.exp(z))


def dsoftplus(z):
    return 1 / (1 + np.exp(-z))


def forward(params, X, Y):
    W1, b1, W2, b2, W3, b3 = params
    Z1 = X @ W1 + b1
    A1 = softplus(Z1)
    Z2 = A1 @ W2 + b2
    A2 = softplus(Z2)
    out = A2 @ W3 + b3
    loss = 0.5 * np.sum((out - Y) ** 2) / len(X)
    return loss, (Z1, A1, Z2, A2, out)


def backward(params, cache, X, Y):
    W1, b1, W2, b2, W3, b3 = params
    Z1, A1, Z2, A2, out = cache
    dout = (out - Y) / len(X)
    dW3, db3 = A2.T @ dout, dout.sum(0)
    dZ2 = (dout @ W3.T) * dsoftplus(A2)
    dW2, db2 = A1.T @ dZ2, dZ2.sum(0)
    dZ1 = (dZ2 @ W2.T) * dsoftplus(Z1)
    dW1, db1 = X.T @ dZ1, dZ1.sum(0)
    return dW1, db1, dW2, db2, dW3, db3


def train(steps=400, lr=0.05):
    X, Y = make_data()
    params = init(0)
    for s in range(steps):
        loss, cache = forward(params, X, Y)
        grads = backward(params, cache, X, Y)
        params = tuple(p - lr * g for p, g in zip(params, grads))
        if s % 100 == 0:
            print("step", s, "loss", loss)
    return params


train()
