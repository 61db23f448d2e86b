import math
import random

class Neuron:
    """A single logistic neuron with two inputs."""

    def __init__(self, n):
        self.weights = [random.uniform(-1, 1) for _ in range(n)]
        self.bias = 0.0

    def fire(self, inputs):
        s = self.bias
        for w, x in zip(self.weights, inputs):
            s += w * x
        return 1 / (1 + math.exp(-s))

    def learn(self, inputs, target, rate):
        o = self.fire(inputs)
        loss = (target - o) ** 2 / 2
        delta = (o - target) * o * (1 - o)
        for i in range(len(self.weights)):
            self.weights[i] += rate * delta * inputs[i]
        self.bias += rate * delta
        return loss

random.seed(3)
NAND = [((1, 1), 0), ((0, 1), 1), ((1, 0), 1), ((0, 0), 1)]
neuron = Neuron(2)
for epoch in range(200):
    total = 0
    for inputs, target in NAND:
        total += neuron.learn(inputs, target, 0.5)
    if epoch % 40 == 0:
        print("epoch", epoch, "total loss", total)

for inputs, target in NAND:
    print(inputs, "->", round(neuron.fire(inputs), 2), "expected", target)
