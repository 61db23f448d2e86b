"""Predict the sum and the difference of two inputs (dictionary version)."""
import numpy as np


def create(seed=0):
    r = np.random.RandomState(seed)
    p = {}
    p["W1"] = r.uniform(-0.7, 0.7, (2, 5))
    p["b1"] = r.uniform(-0.7, 0.7, (1, 5))
    p["W2"] = r.uniform(-0.7, 0.7, (5, 3))
    p["b2"] = r.uniform(-0.7, 0.7, (1, 3))
    return p


def run(p, X):
    c = {"A0": X}
    c["A1"] = np.tanh(np.dot(c["A0"], p["W1"]) + p["b1"])
    c["A2"] = np.dot(c["A1"], p["W2"]) + p["b2"]
    return c


def cost(c, Y):
    # half the mean of the squared errors
    E = c["A2"] - Y
    m = Y.shape[0]
    return np.sum(np.dot(E, E.T)) / (2 * m)


def gradients(p, c, Y):
    g = {}
    m = Y.shape[0]
    d2 = (c["A2"] - Y) / m
    g["dW2"] = np.dot(c["A1"].T, d2)
    g["db2"] = np.sum(d2, axis=0, keepdims=True)
    d1 = np.dot(d2, p["W2"].T) * (1 - c["A1"] ** 2)
    g["dW1"] = np.dot(c["A0"].T, d1)
    g["db1"] = np.sum(d1, axis=0, keepdims=True)
    return g


def descend(p, g, rate):
    for layer in ("1", "2"):
        p["W" + layer] -= rate * g["dW" + layer]
        p["b" + layer] -= rate * g["db" + layer]


def main():
    r = np.random.RandomState(5)
    X = r.uniform(-1, 1, (27, 2))
    Y = np.column_stack((X[:, 0] + X[:, 1], X[:, 0] - X[:, 1], X[:, 0] * X[:, 1]))
    p = create()
    for iteration in range(1000):
        c = run(p, X)
        g = gradients(p, c, Y)
        descend(p, g, 0.15)
        if iteration % 200 == 0:
            print("Iteration", iteration, "cost", cost(c, Y))
    print("biggest error:", np.max(np.abs(run(p, X)["A2"] - Y)))


main()
