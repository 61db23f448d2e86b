import math
import random

class Neuron:
    def __init__(self, n):
        self.w = [random.uniform(-1, 1) for _ in range(n)]
        self.b = random.uniform(-1, 1)

    def fire(self, x):
        self.x = x
        s = self.b
        for wi, xi in zip(self.w, x):
            s += wi * xi
        self.out = 1 / (1 + math.exp(-s))
        return self.out

    def adjust(self, delta, eta):
        for i in range(len(self.w)):
            self.w[i] += eta * delta * self.x[i]
        self.b -= eta * delta

class Network:
    def __init__(self):
        self.hidden = [Neuron(2), Neuron(2), Neuron(2)]
        self.out = Neuron(3)

    def train(self, x, target, eta=0.6):
        h = [n.fire(x) for n in self.hidden]
        o = self.out.fire(h)
        e = 0.5 * (target - o) ** 2
        d_out = (target - o) * o * (1 - o)
        d_hid = [d_out * self.out.w[j] * h[j] * (1 - h[j]) for j in range(3)]
        self.out.adjust(d_out, eta)
        for n, d in zip(self.hidden, d_hid):
            n.adjust(d, eta)
        return e

random.seed(7)
net = Network()
samples = [([0.1, 0.9], 1), ([0.8, 0.2], 1), ([0.1, 0.2], 0), ([0.9, 0.8], 0)]
for epoch in range(2000):
    total = 0
    for x, t in samples:
        total += net.train(x, t)
    if epoch % 400 == 0:
        print("epoch", epoch, "error", total)
