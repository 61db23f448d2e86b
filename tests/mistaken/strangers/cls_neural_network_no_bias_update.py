import numpy as np


def sigmoid(x):
    return 1.0 / (1 + np.exp(-x))


def sigmoid_derivative(x):
    return x * (1.0 - x)


class NeuralNetwork:
    def __init__(self, x, y, eta=0.7):
        self.input = x
        self.y = y
        self.eta = eta
        self.weights1 = np.random.rand(self.input.shape[1], 4)
        self.bias1 = np.random.rand(1, 4)
        self.weights2 = np.random.rand(4, 1)
        self.bias2 = np.random.rand(1, 1)

    def feedforward(self):
        self.layer1 = sigmoid(np.dot(self.input, self.weights1) + self.bias1)
        self.output = sigmoid(np.dot(self.layer1, self.weights2) + self.bias2)

    def backprop(self):
        delta2 = (self.y - self.output) * sigmoid_derivative(self.output)
        delta1 = np.dot(delta2, self.weights2.T) * sigmoid_derivative(self.layer1)
        self.weights1 += self.eta * np.dot(self.input.T, delta1)
        self.weights2 += self.eta * np.dot(self.layer1.T, delta2)
        self.bias2 += self.eta * delta2.sum(axis=0)


np.random.seed(19)
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])
nn = NeuralNetwork(X, y)
for i in range(1500):
    nn.feedforward()
    nn.backprop()
print(nn.output)
