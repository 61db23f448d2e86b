"""Functions over entries, activations by name, columns, lists of layers' sizes, resets of globals."""

import math

import numpy as np


def soft(v):
    return math.log(1 + math.exp(v)) if v < 20 else v


ACTIVATIONS = {
    "relu": (lambda z: np.maximum(0.0, z), lambda z: (z > 0).astype(float)),
    "tanh": (np.tanh, lambda z: 1.0 - np.tanh(z) ** 2),
}


def act(z, kind="relu", prime=False):
    return ACTIVATIONS[kind][int(prime)](z)


softened = np.vectorize(soft)(np.array([[0.5, -1.0], [30.0, 2.0]]))
sizes = [2, 5, 4, 1]
kinds = ["tanh", "relu", "tanh"]
X = np.random.rand(2, 9)
Y = np.random.rand(1, 9)
params = {}
for l in range(1, len(sizes)):
    params["W" + str(l)] = np.random.randn(sizes[l], sizes[l - 1]) / np.sqrt(sizes[l - 1])
    params["b" + str(l)] = np.zeros((sizes[l], 1))
grads = {}
costs = []


def sweep():
    global grads
    grads = {}
    cache = {"A0": X}
    for l in range(1, len(sizes)):
        cache["Z%d" % l] = np.dot(params["W%d" % l], cache["A%d" % (l - 1)]) + params["b%d" % l]
        cache["A%d" % l] = act(cache["Z%d" % l], kinds[l - 1])
    L = len(sizes) - 1
    m = X.shape[1]
    cost = np.squeeze(np.sum((cache["A" + str(L)] - Y) ** 2) / (2 * m))
    dA = (cache["A" + str(L)] - Y) / m
    for l in range(L, 0, -1):
        dZ = dA * act(cache["Z%d" % l], kinds[l - 1], prime=True)
        grads["dW%d" % l] = np.dot(dZ, cache["A%d" % (l - 1)].T)
        grads["db%d" % l] = np.sum(dZ, axis=1, keepdims=True)
        dA = np.dot(params["W%d" % l].T, dZ)
    return float(cost)


for i in range(500):
    cost = sweep()
    for key in params.keys():
        params[key] = params[key] - 0.1 * grads["d" + key]
    if i % 100 == 0:
        costs.append(cost)
