# A brain for my little game bot: 3 sensors -> 2 motors, learns one example at a time
import numpy as np


class Layer:
    def __init__(self, inputs, neurons):
        self.weights = np.random.randn(neurons, inputs)
        self.bias = np.random.randn(neurons, 1)

    def activate(self, v):
        self.last_input = v
        self.out = 1 / (1 + np.exp(-(self.weights @ v + self.bias)))
        return self.out

    def learn(self, err, rate):
        """err = dE/d(out); returns dE/d(input) for the layer before"""
        delta = err * self.out * (1 - self.out)
        self.weights -= rate * delta @ self.last_input.T
        self.bias -= rate * delta
        return self.weights.T @ delta


class Brain:
    def __init__(self, sizes, rate):
        self.layers = [Layer(a, b) for a, b in zip(sizes, sizes[1:])]
        self.rate = rate

    def think(self, v):
        for layer in self.layers:
            v = layer.activate(v)
        return v

    def learn(self, sensors, motors):
        out = self.think(sensors)
        err = out - motors
        loss = 0.5 * float(np.sum(err ** 2))
        for layer in reversed(self.layers):
            err = layer.learn(err, self.rate)
        return loss


np.random.seed(6)
samples = []
for left, front, right, go_left, go_right in [(1, 0, 0, 0, 1), (0, 0, 1, 1, 0), (0, 1, 0, 1, 0),
                                               (0, 0, 0, 1, 1), (1, 1, 0, 0, 1), (0, 1, 1, 1, 0)]:
    samples.append((np.array([[left], [front], [right]], float), np.array([[go_left], [go_right]], float)))

brain = Brain([3, 5, 2], rate=0.8)
for epoch in range(301):
    total = 0
    for sensors, motors in samples:
        total += brain.learn(sensors, motors)
    if epoch % 50 == 0:
        print("epoch", epoch, "total loss", round(total, 4))
