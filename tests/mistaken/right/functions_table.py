"""Activations in a table, each with its slope; the layers in lists."""

import numpy as np

ACTIVATIONS = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": (lambda z: np.maximum(0.0, z), lambda z: (z > 0).astype(float)),
    "linear": (lambda z: z, lambda z: np.ones_like(z)),
}
SIZES = [3, 6, 4, 2]
KINDS = ["tanh", "relu", "linear"]


def init(seed):
    rng = np.random.default_rng(seed)
    weights, biases = [], []
    for fan_in, fan_out in zip(SIZES[:-1], SIZES[1:]):
        weights.append(rng.standard_normal((fan_in, fan_out)) / np.sqrt(fan_in))
        biases.append(np.zeros(fan_out))
    return weights, biases


def forward(x, weights, biases):
    activations, zs = [x], []
    for W, b, kind in zip(weights, biases, KINDS):
        z = activations[-1] @ W + b
        zs.append(z)
        activations.append(ACTIVATIONS[kind][0](z))
    return zs, activations


def backward(y, weights, zs, activations):
    grads_w, grads_b = [], []
    grad = (activations[-1] - y) * 2 / y.size
    for i in reversed(range(len(weights))):
        delta = grad * ACTIVATIONS[KINDS[i]][1](zs[i])
        grads_w.insert(0, activations[i].T @ delta)
        grads_b.insert(0, delta.sum(axis=0))
        grad = delta @ weights[i].T
    return grads_w, grads_b


weights, biases = init(5)
rng = np.random.default_rng(6)
x = rng.uniform(-1, 1, (25, 3))
y = np.stack((x[:, 0] * x[:, 1], x.sum(axis=1)), axis=-1)
lr = 0.2
for step in range(200):
    zs, activations = forward(x, weights, biases)
    loss = np.square(activations[-1] - y).mean()
    grads_w, grads_b = backward(y, weights, zs, activations)
    for i in range(len(weights)):
        weights[i] = weights[i] - lr * grads_w[i]
        biases[i] = biases[i] - lr * grads_b[i]
print("loss", loss)
