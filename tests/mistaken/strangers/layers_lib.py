"""mini deep learning library: every layer knows forward and backward"""
import numpy as np


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = rng.normal(0, 0.1, (1, n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad
        return grad @ self.W.T

    def step(self, lr):
        self.W = self.W - lr * self.dW
        self.b = self.b - lr * self.db


class Softplus:
    def forward(self, x):
        self.x = x
        return np.log(1 + np.exp(x))

    def backward(self, grad):
        return grad / (1 + np.exp(-self.x))

    def step(self, lr):
        pass


class MeanSquaredError:
    def forward(self, prediction, target):
        self.difference = prediction - target
        return np.mean(self.difference ** 2)

    def backward(self):
        return 2 * self.difference / self.difference.size


class Network:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad

    def step(self, lr):
        for layer in self.layers:
            layer.step(lr)


def main():
    rng = np.random.default_rng(17)
    x = rng.normal(size=(20, 3))
    y = np.abs(x[:, :2]) + 0.5 * x[:, 2:]

    net = Network([Dense(3, 7, rng), Softplus(), Dense(7, 2, rng)])
    criterion = MeanSquaredError()
    for i in range(1, 501):
        out = net.forward(x)
        loss = criterion.forward(out, y)
        net.backward(criterion.backward())
        net.step(0.1)
        if i % 100 == 0:
            print(f"[{i:4d}] loss = {loss:.6f}")


if __name__ == "__main__":
    main()
