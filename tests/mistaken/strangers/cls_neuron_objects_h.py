import random
import math

RATE = 0.5
random.seed(9)

class Neuron:
    def __init__(self, n):
        self.weights = [random.uniform(-1, 1) for _ in range(n)]
        self.bias = random.uniform(-1, 1)

    def activate(self, inputs):
        self.inputs = inputs
        s = sum(w * i for w, i in zip(self.weights, inputs)) + self.bias
        self.output = 1 / (1 + math.exp(-s))
        return self.output

    def set_delta(self, error):
        self.delta = error * self.output * (1 - self.output)

    def adjust(self):
        for k in range(len(self.weights)):
            self.weights[k] -= RATE * self.delta * self.output
        self.bias -= RATE * self.delta

hidden = [Neuron(2), Neuron(2), Neuron(2)]
final = Neuron(3)
table = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 1)]

for epoch in range(1000):
    loss = 0
    for bits, want in table:
        got = final.activate([h.activate(bits) for h in hidden])
        loss += (got - want) ** 2 / 2
        final.set_delta(got - want)
        for h, w in zip(hidden, final.weights):
            h.set_delta(final.delta * w)
        for neuron in hidden + [final]:
            neuron.adjust()
    if epoch % 200 == 0:
        print(epoch, loss)
