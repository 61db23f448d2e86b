import numpy as np


class DropoutNet:
    def __init__(self, n_in, n_hid, n_out, keep, rng):
        self.W1 = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_hid))
        self.b1 = np.zeros(n_hid)
        self.W2 = rng.normal(0, np.sqrt(1 / n_hid), (n_hid, n_out))
        self.b2 = np.zeros(n_out)
        self.keep = keep
        self.rng = rng

    def forward(self, x, train):
        self.x = x
        self.z = x @ self.W1 + self.b1
        self.h = np.maximum(0, self.z)
        if train:
            # inverted dropout: scale now, nothing to do at test time
            self.mask = (self.rng.random(self.h.shape) < self.keep) / self.keep
            self.h = self.h * self.mask
        return self.h @ self.W2 + self.b2

    def backward(self, dout):
        self.dW2 = self.h.T @ dout
        self.db2 = dout.sum(axis=0)
        dz = (dout @ self.W2.T) * self.mask * (self.z > 0)
        self.dW1 = self.x.T @ dz
        self.db1 = dz.sum(axis=0)

    def update(self, lr):
        self.W1 -= lr * self.dW1
        self.b1 -= lr * self.db1
        self.W2 -= lr * self.dW2
        self.b2 -= lr * self.db2


rng = np.random.default_rng(303)
X = rng.normal(size=(64, 4))
T = np.c_[X[:, 0] * X[:, 1], X[:, 2] - X[:, 3]] + 0.1 * rng.normal(size=(64, 2))
net = DropoutNet(4, 20, 2, keep=0.8, rng=rng)

for epoch in range(100):
    perm = rng.permutation(64)
    for chunk in np.array_split(perm, 4):
        out = net.forward(X[chunk], train=True)
        loss = np.sum((out - T[chunk]) ** 2) / len(chunk)
        net.backward(2 * (out - T[chunk]) / len(chunk))
        net.update(0.02)
    if epoch % 20 == 0:
        clean = net.forward(X, train=False)
        print("epoch", epoch, "train loss", loss, "without dropout", np.sum((clean - T) ** 2) / 64)
