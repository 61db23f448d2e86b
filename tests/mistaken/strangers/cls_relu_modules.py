import numpy as np


class Affine:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def forward(self, x):
        self.x = x
        return x.dot(self.w) + self.b

    def backward(self, dout):
        self.dw = self.x.T.dot(dout)
        self.db = dout.sum(axis=0)
        return dout.dot(self.w.T)


class Relu:
    def forward(self, x):
        self.out = np.maximum(0, x)
        return self.out

    def backward(self, dout):
        return dout * (self.out >= 0)


class HuberLoss:
    delta = 1.0

    def forward(self, pred, target):
        self.r = pred - target
        a = np.abs(self.r)
        return np.where(a <= self.delta, 0.5 * a ** 2, self.delta * (a - 0.5 * self.delta)).mean()

    def backward(self):
        return np.clip(self.r, -self.delta, self.delta) / self.r.size


class Trainer:
    def __init__(self, modules, criterion, lr):
        self.modules, self.criterion, self.lr = modules, criterion, lr

    def iterate(self, x, t):
        for m in self.modules:
            x = m.forward(x)
        loss = self.criterion.forward(x, t)
        d = self.criterion.backward()
        for m in reversed(self.modules):
            d = m.backward(d)
        for m in self.modules:
            if isinstance(m, Affine):
                m.w = m.w - self.lr * m.dw
                m.b = m.b - self.lr * m.db
        return loss


rs = np.random.RandomState(30)
inputs = rs.randn(26, 3)
targets = np.abs(inputs[:, [0]]) - inputs[:, [1]] + 0.1 * rs.standard_t(3, size=(26, 1))
trainer = Trainer([Affine(0.5 * rs.randn(3, 7), np.zeros(7)), Relu(), Affine(0.5 * rs.randn(7, 1), np.zeros(1))],
                  HuberLoss(), lr=0.1)
for it in range(400):
    loss = trainer.iterate(inputs, targets)
    if it % 80 == 0:
        print("iter %d: huber %.4f" % (it, loss))
