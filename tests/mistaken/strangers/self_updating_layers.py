# Layers that learn while the error passes through them
import numpy as np

class FullyConnected:
    def __init__(self, inputs, outputs, rate):
        self.W = np.random.uniform(-0.7, 0.7, (inputs, outputs))
        self.B = np.random.uniform(-0.7, 0.7, outputs)
        self.rate = rate

    def feed(self, data):
        self.data = data
        return data @ self.W + self.B

    def learn(self, err):
        self.W -= self.rate * (self.data.T @ err)
        self.B -= self.rate * err.sum(axis=0)
        return err @ self.W.T


class LeakyReLU:
    def __init__(self, leak=0.05):
        self.leak = leak

    def feed(self, data):
        self.positive = data > 0
        return np.where(self.positive, data, self.leak * data)

    def learn(self, err):
        return np.where(self.positive, err, self.leak * err)


class MeanSquare:
    def value(self, out, want):
        self.diff = out - want
        return (self.diff ** 2).sum() / len(want)

    def slope(self):
        return 2 * self.diff / len(self.diff)


np.random.seed(81)
points = np.random.uniform(-1, 1, (64, 2))
height = np.abs(points[:, :1]) - np.abs(points[:, 1:])

RATE = 0.1
stack = [FullyConnected(2, 10, RATE), LeakyReLU(), FullyConnected(10, 5, RATE), LeakyReLU(),
         FullyConnected(5, 1, RATE)]
cost = MeanSquare()

for n in range(301):
    out = points
    for part in stack:
        out = part.feed(out)
    value = cost.value(out, height)
    err = cost.slope()
    for part in stack[::-1]:
        err = part.learn(err)
    if n % 100 == 0:
        print("pass", n, "cost", value)
