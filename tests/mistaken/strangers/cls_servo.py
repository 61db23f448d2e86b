import numpy as np

class Layer:
    def params(self):
        return []

class Full(Layer):
    def __init__(self, n, m):
        self.w = np.random.randn(n, m) * 0.5
        self.b = np.random.randn(1, m) * 0.1
    def forward(self, x):
        self.saved = x
        return np.matmul(x, self.w) + self.b
    def backward(self, g):
        self.gw = np.matmul(self.saved.T, g)
        self.gb = g.sum(axis=0, keepdims=True)
        return np.matmul(g, self.w)
    def params(self):
        return [(self.w, self.gw), (self.b, self.gb)]

class Sigmoid(Layer):
    def forward(self, x):
        self.s = 1 / (1 + np.exp(-x))
        return self.s
    def backward(self, g):
        return g * (1 - self.s ** 2)

class Stack:
    def __init__(self, layers):
        self.layers = layers
    def forward(self, x):
        for l in self.layers: x = l.forward(x)
        return x
    def backward(self, g):
        for l in self.layers[::-1]: g = l.backward(g)
    def step(self, lr):
        for l in self.layers:
            for p, g in l.params(): p -= lr * g

# 4 servo currents in, 4 joint torques out
np.random.seed(1000)
current = np.random.randn(27, 4)
torque = np.tanh(current) * np.array([1., .5, -.4, .2]) + 0.2 * current[:, ::-1] ** 2
model = Stack([Full(4, 4), Sigmoid(), Full(4, 4), Sigmoid(), Full(4, 4)])
for it in range(300):
    out = model.forward(current)
    loss = ((out - torque) ** 2).sum() / len(current)
    model.backward(2 * (out - torque) / len(current))
    model.step(0.05)
    if it % 60 == 0: print(it, loss)
