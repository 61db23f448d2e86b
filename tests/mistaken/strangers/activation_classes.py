import numpy as np


class Activation(object):
    def __init__(self, fn, dfn_from_output):
        self.fn, self.dfn = fn, dfn_from_output

    def forward(self, z):
        self.a = self.fn(z)
        return self.a

    def backward(self, grad):
        return grad * self.dfn(self.a)


def make_sigmoid():
    return Activation(lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a))


def make_tanh():
    return Activation(np.tanh, lambda a: a * (1 - a))


class FullyConnected(object):
    def __init__(self, n, m, act):
        self.W = np.random.normal(scale=0.7, size=(n, m))
        self.b = np.random.normal(scale=0.1, size=m)
        self.act = act

    def forward(self, x):
        self.x = x
        return self.act.forward(np.dot(x, self.W) + self.b)

    def backward(self, grad):
        dz = self.act.backward(grad)
        self.dW = np.dot(self.x.T, dz)
        self.db = np.sum(dz, axis=0)
        return np.dot(dz, self.W.T)

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


np.random.seed(6)
layers = [FullyConnected(3, 6, make_tanh()), FullyConnected(6, 2, make_sigmoid())]
X = np.random.randn(20, 3)
T = np.hstack([(X[:, :1] > 0), (X[:, 1:2] > X[:, 2:])]).astype(float)
for epoch in range(400):
    a = X
    for l in layers:
        a = l.forward(a)
    loss = np.sum((a - T) ** 2) / 2
    grad = a - T
    for l in reversed(layers):
        grad = l.backward(grad)
    for l in layers:
        l.update(0.1)
    if epoch % 100 == 0: print(epoch, loss)
