"""Mini framework. Gradients are collected over micro-batches, then one step is made."""
import numpy as np


class Layer:
    params, grads = (), ()

    def forward(self, x):
        raise NotImplementedError

    def backward(self, g):
        raise NotImplementedError


class Dense(Layer):
    def __init__(self, fan_in, fan_out, rng):
        self.W = rng.normal(0, fan_in ** -0.5, (fan_in, fan_out))
        self.b = np.zeros(fan_out)
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)
        self.params, self.grads = (self.W, self.b), (self.dW, self.db)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, g):
        self.dW += self.x.T @ g
        self.db += g.sum(axis=0)
        return g @ self.W.T


class Tanh(Layer):
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, g):
        return g * (1.0 - self.out ** 2)


class Model:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, g):
        for layer in reversed(self.layers):
            g = layer.backward(g)

    def zero_grad(self):
        for layer in self.layers:
            for g in layer.grads:
                g[...] = 0

    def step(self, lr):
        for layer in self.layers:
            for p, g in zip(layer.params, layer.grads):
                p -= lr * g


rng = np.random.default_rng(0)
X = rng.normal(size=(24, 3))
Y = np.stack([X[:, 0] * X[:, 1], np.abs(X[:, 2])], axis=1)
model = Model(Dense(3, 7, rng), Tanh(), Dense(7, 2, rng))
d1, d2 = model.layers[0], model.layers[2]

for epoch in range(200):
    model.zero_grad()
    loss = 0.0
    for part in np.array_split(np.arange(len(X)), 5):
        diff = model.forward(X[part]) - Y[part]
        loss += np.sum(diff ** 2) / len(X)
        model.backward(2 * diff / len(X))
    model.step(0.05)
    if epoch % 50 == 0:
        print(epoch, loss)
