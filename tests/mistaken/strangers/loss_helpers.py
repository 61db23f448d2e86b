# helper functions with their derivatives next to them
import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def sigmoid_derivative(out):
    return out * (1 - out)

def relu(x):
    return x * (x > 0)

def relu_derivative(x):
    return 1.0 * (x > 0)

def bce(p, t):
    return -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))

def bce_derivative(p, t):
    # with respect to the input of the sigmoid
    return (p - t) / t.size

rng = np.random.RandomState(38)
points = rng.uniform(-1, 1, (77, 2))
inside = ((points ** 2).sum(axis=1, keepdims=True) < 0.5).astype(float)

w1, b1 = rng.randn(2, 10), rng.randn(10) * 0.1
w2, b2 = rng.randn(10, 1) * 0.5, np.zeros(1)

for i in range(601):
    z1 = points @ w1 + b1
    a1 = relu(z1)
    a2 = sigmoid(a1 @ w2 + b2)

    d2 = bce_derivative(a2, inside) * sigmoid_derivative(a2)
    d1 = (d2 @ w2.T) * relu_derivative(z1)

    w2 = w2 - 1.0 * a1.T @ d2
    b2 = b2 - 1.0 * d2.sum(axis=0)
    w1 = w1 - 1.0 * points.T @ d1
    b1 = b1 - 1.0 * d1.sum(axis=0)
    if i % 150 == 0:
        print("iteration", i, "bce", bce(a2, inside), "acc", np.mean((a2 > 0.5) == inside))
