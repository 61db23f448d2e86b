import numpy as np


class MLP:
    def __init__(self, d, h, o, seed=0):
        rng = np.random.default_rng(seed)
        self.W1 = rng.normal(0, d ** -0.5, (d, h))
        self.b1 = np.zeros(h)
        self.W2 = rng.normal(0, h ** -0.5, (h, o))
        self.b2 = np.zeros(o)
        self.zero_grad()

    def zero_grad(self):
        self.gW1 = np.zeros_like(self.W1)
        self.gb1 = np.zeros_like(self.b1)
        self.gW2 = np.zeros_like(self.W2)
        self.gb2 = np.zeros_like(self.b2)

    def loss(self, X, Y):
        self.X = X
        self.H = np.tanh(X @ self.W1 + self.b1)
        self.O = self.H @ self.W2 + self.b2
        return ((self.O - Y) ** 2).sum(axis=1).mean()

    def backward(self, Y):
        dO = 2 * (self.O - Y) / Y.shape[0]
        self.gW2 = self.H.T @ dO
        self.gb2 = dO.sum(axis=0)
        dH = (dO @ self.W2.T) * (1 - self.H ** 2)
        self.gW1 += self.X.T @ dH
        self.gb1 = dH.sum(axis=0)

    def step(self, lr):
        self.W1 -= lr * self.gW1
        self.b1 -= lr * self.gb1
        self.W2 -= lr * self.gW2
        self.b2 -= lr * self.gb2


rng = np.random.default_rng(1)
X = rng.uniform(-1, 1, (32, 3))
Y = np.c_[X[:, 0] * X[:, 1], X[:, 2] ** 2]
mlp = MLP(3, 10, 2)
for i in range(200):
    l = mlp.loss(X, Y)
    mlp.backward(Y)
    mlp.step(0.1)
    if i % 50 == 0:
        print("iter", i, "loss", l)
