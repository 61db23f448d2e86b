# tiny keras clone -- Sequential / add / compile / fit
import numpy as np

class Dense:
    def __init__(self, units, activation="linear"):
        self.units, self.activation = units, activation

    def build(self, n_in):
        lim = np.sqrt(6 / (n_in + self.units))
        self.kernel = np.random.uniform(-lim, lim, (n_in, self.units))
        self.bias = np.zeros((1, self.units))
        return self.units

    def call(self, x):
        self.x_ = x
        self.z_ = x @ self.kernel + self.bias
        return np.clip(self.z_, 0, None) if self.activation == "relu" else self.z_

    def grad(self, g):
        if self.activation == "relu":
            g = g * np.heaviside(self.z_, 0.0)
        self.d_kernel = self.x_.T @ g
        self.d_bias = g.mean(axis=0, keepdims=True)
        return g @ self.kernel.T

class Sequential:
    def __init__(self):
        self.layers = []

    def add(self, layer):
        self.layers.append(layer)
        return self

    def compile(self, input_dim, lr):
        self.lr = lr
        for layer in self.layers:
            input_dim = layer.build(input_dim)

    def train_on_batch(self, x, y):
        out = x
        for layer in self.layers:
            out = layer.call(out)
        loss = ((out - y) ** 2).mean()
        g = (out - y) * 2 / y.size
        for layer in self.layers[::-1]:
            g = layer.grad(g)
        for layer in self.layers:
            layer.kernel -= self.lr * layer.d_kernel
            layer.bias -= self.lr * layer.d_bias
        return loss

np.random.seed(40)
model = Sequential().add(Dense(8, "relu")).add(Dense(5, "relu")).add(Dense(1))
model.compile(input_dim=2, lr=0.05)
X = np.random.rand(48, 2)
Y = np.maximum(X[:, :1], X[:, 1:])
L1, L2, L3 = model.layers
for epoch in range(60):
    perm = np.random.permutation(len(X))
    for start in range(0, len(X), 12):
        batch = perm[start:start + 12]
        loss = model.train_on_batch(X[batch], Y[batch])
    if epoch % 20 == 0:
        print(epoch, loss)
