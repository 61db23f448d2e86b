import math
import random

random.seed(12)


class Neuron:
    def __init__(self, n):
        self.weights = [random.uniform(-1, 1) for _ in range(n)]
        self.bias = random.uniform(-1, 1)
        self.output = 0.0
        self.delta = 0.0
        self.inputs = []

    def fire(self, inputs):
        self.inputs = inputs
        s = sum(w * i for w, i in zip(self.weights, inputs)) + self.bias
        self.output = 1 / (1 + math.exp(-s))
        return self.output

    def slope(self):
        return self.output * (1 - self.output)

    def adjust(self, rate):
        for k in range(len(self.weights)):
            self.weights[k] += rate * self.delta * self.inputs[k]
        self.bias += rate * self.delta


class Net:
    def __init__(self, n_in, n_hidden):
        self.hidden = [Neuron(n_in) for _ in range(n_hidden)]
        self.out = Neuron(n_hidden)

    def predict(self, x):
        return self.out.fire([n.fire(x) for n in self.hidden])

    def learn(self, x, target, rate):
        y = self.predict(x)
        error = target - y
        self.out.delta = error * self.out.slope()
        for k, n in enumerate(self.hidden):
            n.delta = self.out.delta * self.out.weights[k]
        self.out.adjust(rate)
        for n in self.hidden:
            n.adjust(rate)


net = Net(2, 2)
table = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]
for _ in range(2000):
    for x, t in table:
        net.learn(x, t, 0.5)
for x, t in table:
    print(x, t, round(net.predict(x), 3))
