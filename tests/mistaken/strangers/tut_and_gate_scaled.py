import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def cross_entropy(p, t):
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))


# AND gate, inputs and target of the truth table
x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
t = np.array([0, 0, 0, 1], dtype=float)

np.random.seed(6)
w = np.random.randn(2)
b = np.random.randn()

for epoch in range(1000):
    p = sigmoid(x @ w + b)
    error = t - p
    w = w + 0.5 * error @ x
    b = b + 0.5 * error.sum()
    if (epoch + 1) % 200 == 0:
        print("epoch", epoch + 1, "cross-entropy", cross_entropy(sigmoid(x @ w + b), t))

print(np.round(sigmoid(x @ w + b), 2))
