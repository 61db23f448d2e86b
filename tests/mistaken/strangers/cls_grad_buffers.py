import numpy as np

class Dense:
    def __init__(self, i, o, rng):
        self.w = rng.standard_normal((i, o)) * 0.5
        self.b = np.zeros(o)
        self.gw = np.zeros((i, o))
        self.gb = np.zeros(o)

    def __call__(self, x):
        self.inp = x
        return x @ self.w + self.b

    def back(self, g):
        self.gw += self.inp.T @ g
        self.gb += g.sum(0)
        return g @ self.w.T

    def update(self, lr):
        self.w -= lr * self.gw
        self.b -= lr * self.gb

class Sigmoid:
    def __call__(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y

    def back(self, g):
        return g * self.y * (1 - self.y)

class Net:
    def __init__(self, rng):
        self.l1 = Dense(3, 5, rng)
        self.s1 = Sigmoid()
        self.l2 = Dense(5, 2, rng)

    def forward(self, x):
        return self.l2(self.s1(self.l1(x)))

    def backward(self, g):
        self.l1.back(self.s1.back(self.l2.back(g)))

rng = np.random.default_rng(5)
X = rng.uniform(-1, 1, (18, 3))
Y = np.column_stack([X.sum(1), X[:, 0] * X[:, 2]]) + rng.normal(0, .02, (18, 2))
net = Net(rng)
for it in range(100):
    pred = net.forward(X)
    loss = ((pred - Y) ** 2).sum() / len(X)
    net.backward(2 * (pred - Y) / len(X))
    net.l1.update(0.01)
    net.l2.update(0.01)
    if it % 20 == 0:
        print("iter", it, "loss", loss)
