import numpy as np

class Layer:
    def __init__(self, n):
        # as many outputs as inputs
        self.M = np.eye(n) + 0.3 * np.random.randn(n, n)
        self.t = np.zeros((n, 1))

    def forward(self, v):
        self.v = v
        self.a = np.tanh(self.M.dot(v) + self.t)
        return self.a

    def backward(self, g):
        self.d = g * (1 - self.a ** 2)
        self.gM = self.d.dot(self.v.T)
        self.gt = self.d
        return self.M.dot(self.d)

class Stack:
    def __init__(self, n, depth):
        self.layers = [Layer(n) for _ in range(depth)]

    def train_one(self, v, target, lr):
        for layer in self.layers:
            v = layer.forward(v)
        g = v - target
        err = 0.5 * float(np.sum(g ** 2))
        for layer in reversed(self.layers):
            g = layer.backward(g)
        for layer in self.layers:
            layer.M -= lr * layer.gM
            layer.t -= lr * layer.gt
        return err

np.random.seed(27)
# rotate a point by 30 degrees
c, s = np.cos(np.pi / 6), np.sin(np.pi / 6)
R = np.array([[c, -s], [s, c]])
points = [np.random.uniform(-0.7, 0.7, (2, 1)) for _ in range(11)]
stack = Stack(2, 3)
for epoch in range(101):
    total = 0
    for p in points:
        total += stack.train_one(p, R.dot(p), 0.1)
    if epoch % 20 == 0:
        print("epoch", epoch, "sum of errors", total)
