import numpy as np

rng = np.random.default_rng(2)

class Model:
    def __init__(self):
        self.A = rng.normal(size=(4, 2)) * 0.5
        self.a = np.zeros(4)
        self.B = rng.normal(size=4) * 0.5
        self.b = np.zeros(1)
        self.lr = 0.02
        self.zero()

    def zero(self):
        self.gA = np.zeros_like(self.A)
        self.ga = np.zeros_like(self.a)
        self.gB = np.zeros_like(self.B)
        self.gb = np.zeros_like(self.b)

    def forward(self, x):
        self.x = x
        self.h = np.tanh(self.A @ x + self.a)
        return self.B @ self.h + self.b

    def backward(self, out, t):
        e = out - t
        self.gB += e * self.h
        self.gb += e
        d = e * self.B * (1 - self.h ** 2)
        self.gA += np.outer(d, self.x)
        self.ga += d

    def step(self, n):
        self.A -= self.lr * self.gA / n
        self.a -= self.lr * self.ga / n
        self.B -= self.lr * self.gB / n
        self.b -= self.lr * self.gb / n

xs = rng.uniform(-1, 1, (12, 2))
ts = xs[:, 0] - xs[:, 1] ** 2 + rng.normal(0, 0.05, 12)
model = Model()

for epoch in range(100):
    total = 0.0
    for x, t in zip(xs, ts):
        out = model.forward(x)
        total += 0.5 * (out[0] - t) ** 2 / len(xs)
        model.backward(out, t)
    model.step(len(xs))
    if epoch % 10 == 0:
        print(epoch, total)
