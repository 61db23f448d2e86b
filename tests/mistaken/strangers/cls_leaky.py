import numpy as np

class LeakyReLU:
    def __init__(self, slope=0.1):
        self.slope = slope

    def __call__(self, z):
        return np.where(z > 0, z, self.slope * z)

    def grad(self, z):
        return np.where(z > 0, 1.0, 0.0)

class Regressor:
    def __init__(self, n_in, n_hidden):
        rs = np.random.RandomState(20)
        self.f = LeakyReLU()
        self.W = rs.randn(n_hidden, n_in) * 0.6
        self.b = np.zeros((n_hidden, 1))
        self.v = rs.randn(1, n_hidden) * 0.6
        self.c = np.zeros((1, 1))

    def forward(self, X):
        self.z = self.W @ X + self.b
        self.h = self.f(self.z)
        return self.v @ self.h + self.c

    def backward(self, X, out, y):
        m = X.shape[1]
        d_out = 2 * (out - y) / m
        self.dv = d_out @ self.h.T
        self.dc = d_out.sum(axis=1, keepdims=True)
        d_h = self.v.T @ d_out
        d_z = d_h * self.f.grad(self.z)
        self.dW = d_z @ X.T
        self.db = d_z.sum(axis=1, keepdims=True)

    def update(self, lr):
        for name in ("W", "b", "v", "c"):
            setattr(self, name, getattr(self, name) - lr * getattr(self, "d" + name))

X = np.random.RandomState(0).uniform(-2, 2, (2, 18))
y = (np.abs(X[0]) - X[1]).reshape(1, -1)
net = Regressor(2, 6)
for it in range(500):
    out = net.forward(X)
    loss = np.mean((out - y) ** 2)
    net.backward(X, out, y)
    net.update(0.05)
    if it % 100 == 0:
        print("it", it, "loss", loss)
