"""Neurons as objects that keep lists of numbers and sums of gradients."""

import numpy as np
class Neuron:
    def __init__(self, n):
        self.w = [np.random.randn() for _ in range(n)]
        self.b = 0.0
        self.grad_w = [0.0] * n
        self.grad_b = 0.0
    def out(self, x):
        self.x = x
        s = self.b
        for wi, xi in zip(self.w, x):
            s = s + wi * xi
        self.y = np.tanh(s)
        return self.y
    def back(self, g):
        d = g * (1 - self.y ** 2)
        for i in range(len(self.w)):
            self.grad_w[i] += d * self.x[i]
        self.grad_b += d
        return [d * wi for wi in self.w]
    def step(self, lr):
        for i, g in enumerate(self.grad_w):
            self.w[i] -= lr * g
        self.b -= lr * self.grad_b
        self.grad_w = [0.0 for _ in self.w]
        self.grad_b = 0.0
hidden = [Neuron(2) for _ in range(3)]
final = Neuron(3)
xs = [[0.5, -1.0], [1.5, 0.3], [-0.7, 0.9]]
ts = [0.2, -0.4, 0.6]
for epoch in range(100):
    loss = 0.0
    for x, t in zip(xs, ts):
        hs = [n.out(x) for n in hidden]
        o = final.out(hs)
        loss += (o - t) ** 2
        gs = final.back(2 * (o - t))
        for n, g in zip(hidden, gs):
            n.back(g)
    for n in hidden + [final]:
        n.step(0.05)
