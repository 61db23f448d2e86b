import numpy as np


class FullyConnected:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.normal(0.0, n_in ** -0.5, (n_in, n_out))
        self.b = np.zeros((1, n_out))

    def __call__(self, a):
        self.a = a
        return np.dot(a, self.w) + self.b


class Net:
    def __init__(self, sizes, seed=0):
        rng = np.random.default_rng(seed)
        self.hidden = FullyConnected(sizes[0], sizes[1], rng)
        self.output = FullyConnected(sizes[1], sizes[2], rng)

    def forward(self, x):
        self.h = np.tanh(self.hidden(x))
        self.p = 1 / (1 + np.exp(-self.output(self.h)))
        return self.p

    def loss(self, x, t):
        p = self.forward(x)
        return -np.sum(t * np.log(p) + (1 - t) * np.log(1 - p)) / len(x)

    def gradients(self, t):
        d = (self.p - t) / len(t)
        self.output.dw = self.h.T @ d
        self.output.db = d.sum(axis=0, keepdims=True)
        d = d @ self.output.w.T * (1 - self.h ** 2)
        self.hidden.dw = self.hidden.a.T @ d
        self.hidden.db = d.sum(axis=0, keepdims=True)


class SGD:
    def __init__(self, lr=0.1):
        self.lr = lr

    def step(self, net):
        for layer in (net.hidden, net.output):
            layer.w -= self.lr * layer.dw


gen = np.random.default_rng(90)
x = gen.normal(size=(50, 3))
t = np.c_[x[:, 0] + x[:, 1] > 0.5, x[:, 2] ** 2 > 0.6].astype(float)
flip = gen.random(t.shape) < 0.03
t[flip] = 1 - t[flip]

net = Net([3, 6, 2])
optimizer = SGD(lr=0.8)
for epoch in range(301):
    loss = net.loss(x, t)
    net.gradients(t)
    optimizer.step(net)
    if epoch % 60 == 0:
        print("epoch", epoch, "loss", round(float(loss), 4))
