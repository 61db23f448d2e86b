import numpy as np


class DropNet:
    def __init__(self, keep=0.7):
        np.random.seed(30)
        self.keep = keep
        self.w1, self.b1 = np.random.randn(4, 12) * 0.5, np.zeros((1, 12))
        self.w2, self.b2 = np.random.randn(12, 1) * 0.3, np.zeros((1, 1))

    def forward(self, x, train=False):
        self.x = x
        self.z = x @ self.w1 + self.b1
        self.h = np.maximum(0, self.z)
        if train:
            self.mask = np.random.rand(*self.h.shape) < self.keep
            self.h = self.h * self.mask / self.keep
        self.o = self.h @ self.w2 + self.b2
        return self.o

    def backward(self, target):
        do = 2 * (self.o - target) / target.shape[0]
        self.dw2 = self.h.T @ do
        self.db2 = do.sum(axis=0, keepdims=True)
        dh = do @ self.w2.T
        dh *= self.mask
        dh[self.z <= 0] = 0
        self.dw1 = self.x.T @ dh
        self.db1 = dh.sum(axis=0, keepdims=True)

    def update(self, lr):
        for name in ("w1", "b1", "w2", "b2"):
            setattr(self, name, getattr(self, name) - lr * getattr(self, "d" + name))


data = np.random.RandomState(2).uniform(-1, 1, (40, 4))
target = np.prod(data[:, :2], axis=1, keepdims=True) + data[:, 2:3]
net = DropNet()
for ep in range(300):
    o = net.forward(data, train=True)
    if ep % 100 == 0:
        print(ep, "train mse", np.mean((o - target) ** 2))
    net.backward(target)
    net.update(0.03)
print("test mse", np.mean((net.forward(data) - target) ** 2))
