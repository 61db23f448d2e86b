import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def sigmoid_prime(x):
    return sigmoid(x) * (1 - sigmoid(x))


def init(sizes):
    rs = np.random.RandomState(4)
    weights = [rs.randn(a, b) for a, b in zip(sizes[:-1], sizes[1:])]
    biases = [rs.randn(1, b) for b in sizes[1:]]
    return weights, biases


def gradients(X, Y, weights, biases):
    # forward, remember everything
    z1 = X @ weights[0] + biases[0]
    a1 = sigmoid(z1)
    z2 = a1 @ weights[1] + biases[1]
    a2 = sigmoid(z2)
    loss = 0.5 * np.sum((a2 - Y) ** 2)

    # backward
    delta2 = (a2 - Y) * sigmoid_prime(z2)
    delta1 = delta2 @ weights[1].T * sigmoid_prime(a1)
    nabla_w = [X.T @ delta1, a1.T @ delta2]
    nabla_b = [delta1.sum(axis=0, keepdims=True), delta2.sum(axis=0, keepdims=True)]
    return loss, nabla_w, nabla_b


X = np.array([[a, b, c] for a in (0.0, 1.0) for b in (0.0, 1.0) for c in (0.0, 1.0)])
Y = (X.sum(axis=1, keepdims=True) % 2)

weights, biases = init([3, 4, 1])
for it in range(4000):
    loss, nabla_w, nabla_b = gradients(X, Y, weights, biases)
    weights = [w - 0.5 * dw for w, dw in zip(weights, nabla_w)]
    biases = [b - 0.5 * db for b, db in zip(biases, nabla_b)]
    if it % 500 == 0:
        print(f"{it:5d}: {loss:.4f}")
