import numpy as np


class DropNet:
    def __init__(self, d, h, p=0.7):
        self.w1 = np.random.randn(d, h) * 0.5
        self.c1 = np.zeros(h)
        self.w2 = np.random.randn(h, 1) * 0.5
        self.p = p

    def forward(self, x, training=True):
        self.z = x @ self.w1 + self.c1
        self.h = 1 / (1 + np.exp(-self.z))
        if training:
            self.drop = (np.random.rand(*self.h.shape) < self.p) / self.p
            self.hd = self.h * self.drop
        else:
            self.hd = self.h
        self.out = self.hd @ self.w2
        return self.out

    def backward(self, x, y):
        n = len(x)
        self.L = np.sum((self.out - y) ** 2) / n
        d = 2 * (self.out - y) / n
        self.g2 = self.hd.T @ d
        dz = (d @ self.w2.T) * self.h * (1 - self.h)
        self.g1 = x.T @ dz
        self.gc1 = dz.sum(axis=0)

    def update(self, lr):
        self.w1 -= lr * self.g1
        self.c1 -= lr * self.gc1
        self.w2 -= lr * self.g2


np.random.seed(1)
x = np.random.randn(40, 4)
y = np.cos(x[:, :1]) + x[:, 1:2]
model = DropNet(4, 12)
for e in range(40):
    for part in np.array_split(np.random.permutation(40), 4):
        xb, yb = x[part], y[part]
        model.forward(xb)
        model.backward(xb, yb)
        model.update(0.1)
    if e % 10 == 0:
        print(e, "train", model.L, "all", np.mean((model.forward(x, training=False) - y) ** 2))
