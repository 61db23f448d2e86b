import numpy as np


class TinyNet:
    def __init__(self):
        g = np.random.RandomState(3)
        self.w1 = g.uniform(-1, 1, (3, 6))
        self.w2 = g.uniform(-1, 1, (6, 2))
        self.loss = None

    def train_step(self, x, t, lr=0.02):
        h = np.tanh(x @ self.w1)
        o = h @ self.w2
        self.loss = ((t - o) ** 2).sum()
        delta_out = o - t
        delta_hid = delta_out @ self.w2.T * (1 - h * h)
        self.w2 -= lr * h.T @ delta_out
        self.w1 -= lr * x.T @ delta_hid


x = np.random.RandomState(4).randn(10, 3)
t = np.array([[r.sum(), r[0] * r[1]] for r in x])
nn = TinyNet()
for i in range(200):
    nn.train_step(x, t)
    if i % 50 == 0:
        print(i, nn.loss)
