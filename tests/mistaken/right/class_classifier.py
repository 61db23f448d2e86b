import numpy as np


class NeuralNetwork:
    """Three weights, no bias, everything inlined in the training loop."""

    def __init__(self):
        np.random.seed(1)
        self.weights = 2 * np.random.random((3, 1)) - 1

    def __sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def __sigmoid_slope(self, x):
        return x * (1 - x)

    def train(self, inputs, outputs, iterations):
        for iteration in range(iterations):
            yhat = self.pred(inputs)
            grad = np.dot(inputs.T, (yhat - outputs) * self.__sigmoid_slope(yhat))
            self.weights -= grad

    def pred(self, inputs):
        return self.__sigmoid(np.dot(inputs, self.weights))


inputs = np.array([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]])
outputs = np.array([[0, 1, 1, 0]]).T
network = NeuralNetwork()
network.train(inputs, outputs, 1000)
print("weights:", network.weights.ravel())
print("loss:", 0.5 * np.sum((network.pred(inputs) - outputs) ** 2))
