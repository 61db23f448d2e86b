import numpy as np

class DropNet:
    """regression net with dropout in the hidden layer, Nesterov-free momentum"""
    def __init__(self, lr=0.05, drop=0.25):
        self.lr, self.keep = lr, 1 - drop
        self.w1 = np.random.normal(0, .5, (3, 12))
        self.c1 = np.zeros(12)
        self.w2 = np.random.normal(0, .3, (12, 2))
        self.c2 = np.zeros(2)
        self.v = [np.zeros_like(q) for q in (self.w1, self.c1, self.w2, self.c2)]

    def forward(self, x):
        self.x = x
        self.z = x @ self.w1 + self.c1
        self.h = self.z * (self.z > 0)
        self.mask = np.random.rand(*self.h.shape) < self.keep
        self.hd = self.h * self.mask / self.keep
        return self.hd @ self.w2 + self.c2

    def backward(self, err):
        d = err / len(err)
        g2 = self.hd.T @ d
        gc2 = d.sum(0)
        dh = (d @ self.w2.T) * self.mask
        dz = dh * (self.z > 0)
        self.g = [self.x.T @ dz, dz.sum(0), g2, gc2]

    def step(self, momentum=0.8):
        for i, name in enumerate(("w1", "c1", "w2", "c2")):
            self.v[i] = momentum * self.v[i] + self.g[i]
            setattr(self, name, getattr(self, name) - self.lr * self.v[i])

np.random.seed(36)
x = np.random.uniform(-1, 1, (50, 3))
y = np.c_[x.sum(axis=1), x[:, 0] * x[:, 1]] + 0.02 * np.random.randn(50, 2)
net = DropNet()
for epoch in range(201):
    out = net.forward(x)
    e = 0.5 * np.sum((out - y) ** 2) / len(x)
    net.backward(out - y)
    net.step()
    if epoch % 40 == 0:
        print(epoch, e)
