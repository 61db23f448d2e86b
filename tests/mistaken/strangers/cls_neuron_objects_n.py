# Neuron.java / Layer.java -> python. Each neuron knows its weights.
import math, random

class Neuron:
    def __init__(self, numInputs, rnd):
        self.weights = [rnd.gauss(0, 0.7) for i in range(numInputs)]
        self.bias = rnd.gauss(0, 0.2)
        self.output = 0.0
        self.delta = 0.0

    def fire(self, inputs):
        self.inputs = list(inputs)
        s = self.bias
        for w, x in zip(self.weights, inputs):
            s += w * x
        self.output = math.tanh(s)
        return self.output

    def slope(self):
        return 1.0 - self.output * self.output

    def adjust(self, rate):
        for i in range(len(self.weights)):
            self.weights[i] -= rate * self.delta * self.inputs[i]
        self.bias -= rate * self.delta

class Layer:
    def __init__(self, size, numInputs, rnd):
        self.neurons = [Neuron(numInputs, rnd) for i in range(size)]

    def fire(self, inputs):
        return [n.fire(inputs) for n in self.neurons]

class Net:
    def __init__(self, sizes, rnd):
        self.layers = [Layer(sizes[i + 1], sizes[i], rnd) for i in range(len(sizes) - 1)]

    def train(self, inputs, wanted, rate):
        values = inputs
        for layer in self.layers:
            values = layer.fire(values)
        loss = 0.0
        for neuron, t in zip(self.layers[-1].neurons, wanted):
            loss += (neuron.output - t) ** 2
            neuron.delta = 2 * (neuron.output - t) * neuron.slope()
        for index in range(len(self.layers) - 2, -1, -1):
            here, above = self.layers[index], self.layers[index + 1]
            for j, neuron in enumerate(here.neurons):
                s = sum(up.delta * up.weights[j] for up in above.neurons)
                neuron.delta = s * above.neurons[j].slope()
        for layer in self.layers:
            for neuron in layer.neurons:
                neuron.adjust(rate)
        return loss

rnd = random.Random(2001)
net = Net([2, 3, 3, 3], rnd)
samples = []
for i in range(11):
    a, b = rnd.uniform(-1, 1), rnd.uniform(-1, 1)
    samples.append(([a, b], [a * b, 0.5 * (a + b), a - b]))

for epoch in range(150):
    total = 0.0
    for inputs, wanted in samples:
        total += net.train(inputs, wanted, 0.02)
    if epoch % 25 == 0:
        print("epoch", epoch, "loss", total)
