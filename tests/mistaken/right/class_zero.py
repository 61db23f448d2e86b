"""Gradients live beside their parameters and are added up until zero_grad clears them."""

import numpy as np


class Parameter:
    def __init__(self, value):
        self.value = value
        self.grad = np.zeros_like(value)


class Net:
    def __init__(self, rng):
        self.w = Parameter(rng.normal(0, 0.5, (3, 4)))
        self.b = Parameter(np.zeros((1, 4)))
        self.v = Parameter(rng.normal(0, 0.5, (4, 1)))
        self.c = Parameter(np.zeros((1, 1)))

    def zero_grad(self):
        self.w.grad = np.zeros_like(self.w.value)
        self.b.grad = np.zeros_like(self.b.value)
        self.v.grad = np.zeros_like(self.v.value)
        self.c.grad = np.zeros_like(self.c.value)

    def forward(self, x):
        self.x = x
        self.s = x @ self.w.value + self.b.value
        self.h = np.maximum(0.01 * self.s, self.s)
        return self.h @ self.v.value + self.c.value

    def backward(self, g):
        self.v.grad += self.h.T @ g
        self.c.grad += g.sum(axis=0, keepdims=True)
        g = g @ self.v.value.T
        g = np.where(self.s > 0, g, 0.01 * g)
        self.w.grad += self.x.T @ g
        self.b.grad += g.sum(axis=0, keepdims=True)

    def step(self, lr):
        for p in (self.w, self.b, self.v, self.c):
            p.value -= lr * p.grad


rng = np.random.default_rng(71)
x = rng.normal(size=(13, 3))
y = np.abs(x).sum(axis=1)[:, np.newaxis]
net = Net(rng)
for epoch in range(200):
    net.zero_grad()
    pred = net.forward(x)
    diff = pred - y
    loss = (diff * diff).sum() / len(x)
    net.backward(2 * diff / len(x))
    net.step(0.05)
print("loss", loss)
