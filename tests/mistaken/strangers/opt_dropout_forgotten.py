import numpy as np
np.random.seed(38)

class DropNet:
    def __init__(self, d, h, keep):
        self.p = [np.random.randn(d, h) * np.sqrt(2 / d), np.zeros(h),
                  np.random.randn(h) * np.sqrt(1 / h), np.zeros(1)]
        self.keep = keep
        self.vel = [np.zeros_like(q) for q in self.p]

    def forward(self, x, training=True):
        W, b, w, c = self.p
        self.x = x
        self.z = x @ W + b
        a = np.maximum(self.z, 0)
        if training:
            self.mask = (np.random.rand(*a.shape) < self.keep) / self.keep
            a = a * self.mask
        self.a = a
        return a @ w + c[0]

    def backward(self, d):
        W, b, w, c = self.p
        da = np.outer(d, w)
        dz = da * (self.z > 0)
        return [self.x.T @ dz, dz.sum(0), self.a.T @ d, np.array([d.sum()])]

    def step(self, grads, lr, mom):
        for q, v, g in zip(self.p, self.vel, grads):
            v *= mom
            v += g
            q -= lr * v

x = np.random.randn(30, 4)
y = x[:, 0] - np.abs(x[:, 1]) + 0.1 * np.random.randn(30)
net = DropNet(4, 10, 0.7)
for it in range(400):
    out = net.forward(x)
    loss = 0.5 * np.mean((out - y) ** 2)
    net.step(net.backward((out - y) / len(y)), 0.02, 0.9)
    if it % 80 == 0:
        print(it, "train loss", loss)
print("without dropout:", 0.5 * np.mean((net.forward(x, False) - y) ** 2))
