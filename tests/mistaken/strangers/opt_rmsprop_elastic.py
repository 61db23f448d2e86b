"""RMSprop with step decay; loss = mse + l2 * sum(w^2) + l1 * sum|w|"""
import numpy as np


class Net:
    def __init__(self, nin, nh, l1, l2):
        rs = np.random.RandomState(10)
        self.w1 = rs.randn(nin, nh) * 0.5
        self.b1 = np.zeros((1, nh))
        self.w2 = rs.randn(nh, 1) * 0.5
        self.b2 = np.zeros((1, 1))
        self.l1, self.l2 = l1, l2

    def grads(self, x, t):
        z = x @ self.w1 + self.b1
        a = np.where(z > 0, z, 0.01 * z)
        out = a @ self.w2 + self.b2
        r = out - t
        loss = (r ** 2).mean()
        for w in (self.w1, self.w2):
            loss += self.l2 * (w ** 2).sum() + self.l1 * np.abs(w).sum()

        g = r * 2 / len(x)
        gw2 = a.T @ g + 2 * self.l2 * self.w2 + self.l1 * np.sign(self.w2)
        gz = g @ self.w2.T * np.where(a > 0, 1, 0.01)
        gw1 = x.T @ gz + 2 * self.l2 * self.w1 + self.l1 * np.sign(self.w1)
        return loss, [gw1, gz.sum(0, keepdims=True), gw2, g.sum(0, keepdims=True)]

    def params(self):
        return [self.w1, self.b1, self.w2, self.b2]


rs = np.random.RandomState(0)
x = rs.uniform(-2, 2, (50, 3))
t = np.maximum(x[:, :1], x[:, 1:2]) + 0.1 * rs.randn(50, 1)
net = Net(3, 9, l1=1e-4, l2=1e-3)

cache = [np.zeros_like(p) for p in net.params()]
lr = 0.01
for it in range(1, 401):
    loss, gs = net.grads(x, t)
    for p, g, c in zip(net.params(), gs, cache):
        c *= 0.9
        c += 0.1 * g * g
        p -= lr * g / (np.sqrt(c) + 1e-8)
    if it % 100 == 0:
        lr *= 0.5
        print("iter", it, "loss", loss, "next lr", lr)
