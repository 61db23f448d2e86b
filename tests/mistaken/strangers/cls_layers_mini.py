import numpy as np


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.standard_normal((n_in, n_out)) * np.sqrt(2.0 / n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0, keepdims=True)
        return grad @ self.W.T

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class ReLU:
    def forward(self, x):
        self.out = np.maximum(x, 0)
        return self.out

    def backward(self, grad):
        # the output is positive exactly where the input was
        return grad * (self.out > 0)

    def update(self, lr):
        pass


class SigmoidOutput:
    """sigmoid; its backward gets (p - y)/n because it is paired with cross entropy"""

    def forward(self, x):
        return 1 / (1 + np.exp(-x))

    def backward(self, grad):
        return grad

    def update(self, lr):
        pass


class Net:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)

    def update(self, lr):
        for layer in self.layers:
            layer.update(lr)


def loss_of(net, X, Y):
    p = net.forward(X)
    return -(Y * np.log(p) + (1 - Y) * np.log(1 - p)).mean()


rng = np.random.default_rng(12)
X = rng.uniform(-1, 1, (50, 2))
Y = (X[:, :1] * X[:, 1:] > 0).astype(float)
net = Net(Dense(2, 8, rng), ReLU(), Dense(8, 1, rng), SigmoidOutput())

for epoch in range(1001):
    p = net.forward(X)
    if epoch % 200 == 0:
        print("epoch", epoch, "loss", loss_of(net, X, Y))
    net.backward((p - Y) / len(X))
    net.update(0.5)
