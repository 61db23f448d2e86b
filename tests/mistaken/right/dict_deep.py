"""Any number of layers; parameters and gradients in dicts with numbered keys."""

import numpy as np


def initialize(layer_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.6
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


def model_forward(X, parameters):
    cache = {"A0": X}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        cache[f"Z{l}"] = parameters[f"W{l}"] @ cache[f"A{l - 1}"] + parameters[f"b{l}"]
        if l < L:
            cache[f"A{l}"] = np.maximum(0, cache[f"Z{l}"])
        else:
            cache[f"A{l}"] = 1 / (1 + np.exp(-cache[f"Z{l}"]))
    return cache


def compute_cost(AL, Y):
    m = Y.shape[1]
    return -(np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T)).item() / m


def model_backward(Y, parameters, cache):
    grads = {}
    L = len(parameters) // 2
    m = Y.shape[1]
    AL = cache[f"A{L}"]
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    dZ = dAL * AL * (1 - AL)
    for l in reversed(range(1, L + 1)):
        grads[f"dW{l}"] = dZ @ cache[f"A{l - 1}"].T / m
        grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m
        if l > 1:
            dA = parameters[f"W{l}"].T @ dZ
            dZ = np.array(dA, copy=True)
            dZ[cache[f"Z{l - 1}"] <= 0] = 0
    return grads


def update_parameters(parameters, grads, learning_rate):
    L = len(parameters) // 2
    for l in range(L):
        parameters["W" + str(l + 1)] -= learning_rate * grads["dW" + str(l + 1)]
        parameters["b" + str(l + 1)] -= learning_rate * grads["db" + str(l + 1)]
    return parameters


np.random.seed(1)
X = np.random.randn(3, 22)
Y = (X.sum(axis=0, keepdims=True) > 0) * 1.0
parameters = initialize([3, 5, 4, 1])
for i in range(200):
    cache = model_forward(X, parameters)
    cost = compute_cost(cache["A3"], Y)
    grads = model_backward(Y, parameters, cache)
    parameters = update_parameters(parameters, grads, 0.1)
print("cost (loss)", cost)
