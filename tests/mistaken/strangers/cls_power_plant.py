import numpy as np


def sigmoid(x):
    return 1.0 / (1 + np.exp(-x))


def sigmoid_derivative(s):
    # s is already the output of sigmoid
    return s * (1.0 - s)


class NeuralNetwork:
    def __init__(self, x, y, hidden=4, lr=0.1):
        np.random.seed(66)
        self.input = x
        self.y = y
        self.lr = lr
        self.weights1 = np.random.rand(self.input.shape[1], hidden) - 0.5
        self.bias1 = np.zeros((1, hidden))
        self.weights2 = np.random.rand(hidden, 1) - 0.5
        self.bias2 = np.zeros((1, 1))

    def feedforward(self):
        self.layer1 = sigmoid(self.input @ self.weights1 + self.bias1)
        self.output = sigmoid(self.layer1 @ self.weights2 + self.bias2)

    def loss(self):
        return np.mean((self.y - self.output) ** 2)

    def backprop(self):
        # application of the chain rule
        d_out = 2 * (self.y - self.output) * sigmoid_derivative(self.output)
        d_weights2 = np.dot(self.layer1.T, d_out)
        d_hidden = np.dot(d_out, self.weights2.T) * sigmoid_derivative(self.layer1)
        d_weights1 = np.dot(self.input.T, d_hidden)

        self.weights1 += self.lr * d_weights1
        self.weights2 += self.lr * d_weights2
        self.bias1 += self.lr * d_hidden.sum(axis=0, keepdims=True)
        self.bias2 += self.lr * d_out.sum(axis=0, keepdims=True)


rs = np.random.RandomState(8)
data = rs.uniform(-1, 1, (22, 3))      # temperature, pressure, humidity (scaled)
target = sigmoid(data @ np.array([[2.0], [-1.0], [0.5]]) + 0.2 * rs.randn(22, 1))

model = NeuralNetwork(data, target)
for i in range(1200):
    model.feedforward()
    model.backprop()
    if i % 200 == 0:
        print("loss:", model.loss())
