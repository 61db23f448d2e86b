import numpy as np


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(size=(n_in, n_out)) / np.sqrt(n_in)
        self.b = rng.normal(size=n_out) * 0.1

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, d):
        self.gW = self.x.T @ d
        self.gb = d.sum()
        return d @ self.W.T

    def step(self, lr):
        self.W = self.W - lr * self.gW
        self.b = self.b - lr * self.gb


class Swish:
    def forward(self, z):
        self.z = z
        self.s = 1 / (1 + np.exp(-z))
        return z * self.s

    def backward(self, d):
        slope = self.s + self.z * self.s * (1 - self.s)
        return d * slope


class House:
    """One trunk, two heads: the price (a number) and whether it sells (yes or no)."""

    def __init__(self, seed):
        rng = np.random.default_rng(seed)
        self.trunk = Dense(4, 6, rng)
        self.act = Swish()
        self.price = Dense(6, 1, rng)
        self.sold = Dense(6, 1, rng)

    def forward(self, x):
        h = self.act.forward(self.trunk.forward(x))
        self.p = self.price.forward(h)
        self.q = 1 / (1 + np.exp(-self.sold.forward(h)))
        return self.p, self.q

    def loss(self, y1, y2):
        first = np.mean((self.p - y1) ** 2)
        second = -np.mean(y2 * np.log(self.q) + (1 - y2) * np.log(1 - self.q))
        return first + second

    def backward(self, y1, y2):
        m = y1.shape[0]
        d_p = 2 * (self.p - y1) / m
        d_q = (self.q - y2) / m
        d_h = self.price.backward(d_p)
        d_h = d_h + self.sold.backward(d_q)
        self.trunk.backward(self.act.backward(d_h))

    def step(self, lr):
        for layer in (self.trunk, self.price, self.sold):
            layer.step(lr)


rng = np.random.default_rng(8)
x = rng.normal(size=(45, 4))
y1 = x[:, :1] * 0.7 - np.abs(x[:, 1:2])
y2 = (x[:, 2:3] > x[:, 3:4]).astype(float)
net = House(2)
for i in range(200):
    net.forward(x)
    loss = net.loss(y1, y2)
    net.backward(y1, y2)
    net.step(0.1)
    if i % 40 == 0:
        print(i, loss)
p, q = net.forward(x)
print("sold right:", np.mean((q > 0.5) == (y2 > 0.5)))
