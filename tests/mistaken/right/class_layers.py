"""Layers as objects, each with forward and backward."""

import numpy as np


class Layer:
    def forward(self, input):
        raise NotImplementedError

    def backward(self, output_gradient, learning_rate):
        raise NotImplementedError


class Dense(Layer):
    def __init__(self, input_size, output_size):
        self.weights = np.random.randn(input_size, output_size) * 0.5
        self.bias = np.zeros((1, output_size))

    def forward(self, input):
        self.input = input
        return np.dot(self.input, self.weights) + self.bias

    def backward(self, output_gradient, learning_rate):
        weights_gradient = np.dot(self.input.T, output_gradient)
        bias_gradient = np.sum(output_gradient, axis=0, keepdims=True)
        input_gradient = np.dot(output_gradient, self.weights.T)
        self.weights -= learning_rate * weights_gradient
        self.bias -= learning_rate * bias_gradient
        return input_gradient


class Tanh(Layer):
    def forward(self, input):
        self.output = np.tanh(input)
        return self.output

    def backward(self, output_gradient, learning_rate):
        return output_gradient * (1 - self.output**2)


def mse(y_true, y_pred):
    return np.mean(np.power(y_true - y_pred, 2))


def mse_prime(y_true, y_pred):
    return 2 * (y_pred - y_true) / np.size(y_true)


np.random.seed(13)
X = np.random.uniform(-1, 1, (17, 3))
Y = np.array([[a * b, b - c] for a, b, c in X])
network = [Dense(3, 5), Tanh(), Dense(5, 2)]

for e in range(200):
    output = X
    for layer in network:
        output = layer.forward(output)
    error = mse(Y, output)

    grad = mse_prime(Y, output)
    for layer in reversed(network):
        grad = layer.backward(grad, 0.1)

print("error/loss =", error)
