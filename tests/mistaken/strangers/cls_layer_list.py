import numpy as np

class MLP:
    def __init__(self, sizes):
        g = np.random.default_rng(6)
        self.L = len(sizes) - 1
        self.w = [g.normal(0, 1 / np.sqrt(m), (m, n)) for m, n in zip(sizes, sizes[1:])]
        self.b = [np.zeros(n) for n in sizes[1:]]

    def run(self, x):
        self.z, self.a = [], [x]
        for i in range(self.L):
            z = self.a[i] @ self.w[i] + self.b[i]
            self.z.append(z)
            # softsign, the last layer stays linear
            self.a.append(z / (1 + np.abs(z)) if i < self.L - 1 else z)
        return self.a[-1]

    def slope(self, z):
        return 1 / (1 + np.abs(z)) ** 2

    def gradients(self, y):
        gw, gb = [None] * self.L, [None] * self.L
        d = (self.a[-1] - y) / y.shape[0]
        for i in range(self.L - 1, -1, -1):
            gw[i] = self.a[i].T @ d
            gb[i] = d.sum(axis=0)
            if i > 0:
                d = (d @ self.w[i].T) * self.slope(self.z[0])
        return gw, gb

    def apply(self, gw, gb, lr):
        for i in range(self.L):
            self.w[i] = self.w[i] - lr * gw[i]
            self.b[i] = self.b[i] - lr * gb[i]

rng = np.random.default_rng(60)
x = rng.uniform(-2, 2, (28, 2))
y = (np.cos(x[:, 0]) + 0.3 * x[:, 1] + rng.normal(0, 0.05, 28))[:, np.newaxis]
nn = MLP([2, 5, 5, 1])

for epoch in range(801):
    out = nn.run(x)
    loss = 0.5 * np.mean((out - y) ** 2)
    nn.apply(*nn.gradients(y), 0.1)
    if epoch % 200 == 0:
        print("epoch", epoch, "loss", loss)
