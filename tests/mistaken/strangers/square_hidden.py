#!/usr/bin/env python3
"""Binary classifier with two hidden layers of the same width (5 and 5).

Columns are samples, as in Andrew Ng's course.
"""
import numpy as np


def sigma(t):
    return 1.0 / (1.0 + np.exp(-t))


def forward_pass(x, W1, b1, W2, b2, W3, b3):
    a1 = np.tanh(np.dot(W1, x) + b1)
    a2 = np.tanh(np.dot(W2, a1) + b2)
    a3 = sigma(np.dot(W3, a2) + b3)
    return a1, a2, a3


def cost(a3, y):
    m = y.shape[1]
    return float(-np.sum(y * np.log(a3) + (1 - y) * np.log(1 - a3)) / m)


def backward_pass(x, y, a1, a2, a3, W2, W3):
    m = x.shape[1]
    delta3 = (a3 - y) / m
    dW3 = np.dot(delta3, a2.T)
    db3 = np.sum(delta3, axis=1, keepdims=True)

    delta2 = np.dot(W3.T, delta3) * (1 - a2 ** 2)
    dW2 = np.dot(delta2, a1.T)
    db2 = np.sum(delta2, axis=1, keepdims=True)

    delta1 = np.dot(W2, delta2) * (1 - a1 ** 2)
    dW1 = np.dot(delta1, x.T)
    db1 = np.sum(delta1, axis=1, keepdims=True)
    return dW1, db1, dW2, db2, dW3, db3


def main(num_iterations=1500, learning_rate=0.5):
    rng = np.random.default_rng(5)
    x = rng.standard_normal((2, 50))
    y = (x[0] * x[1] > 0).astype(float).reshape(1, -1)   # quadrant problem

    W1, b1 = rng.standard_normal((5, 2)), np.zeros((5, 1))
    W2, b2 = rng.standard_normal((5, 5)) * 0.5, np.zeros((5, 1))
    W3, b3 = rng.standard_normal((1, 5)) * 0.5, np.zeros((1, 1))

    for i in range(num_iterations):
        a1, a2, a3 = forward_pass(x, W1, b1, W2, b2, W3, b3)
        dW1, db1, dW2, db2, dW3, db3 = backward_pass(x, y, a1, a2, a3, W2, W3)
        W1 = W1 - learning_rate * dW1
        b1 = b1 - learning_rate * db1
        W2 = W2 - learning_rate * dW2
        b2 = b2 - learning_rate * db2
        W3 = W3 - learning_rate * dW3
        b3 = b3 - learning_rate * db3
        if i % 300 == 0:
            print("Cost after iteration %i: %f" % (i, cost(a3, y)))

    accuracy = np.mean((a3 > 0.5) == (y > 0.5))
    print("Accuracy: {:.1f} %".format(100 * accuracy))


if __name__ == "__main__":
    main()
