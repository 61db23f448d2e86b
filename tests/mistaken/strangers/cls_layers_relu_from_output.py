import numpy as np

np.random.seed(3)


class Dense:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0)
        return grad @ self.W.T

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class ReLU:
    def forward(self, x):
        self.out = np.maximum(x, 0)
        return self.out

    def backward(self, grad):
        grad = grad.copy()
        grad[self.out == 0] = 0
        return grad

    def step(self, lr):
        pass


class Sequential:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in self.layers[::-1]:
            grad = layer.backward(grad)

    def step(self, lr):
        for layer in self.layers:
            layer.step(lr)


def bce(logits, y):
    # works on logits, so the gradient is p - y
    p = 1 / (1 + np.exp(-logits))
    loss = np.mean(np.maximum(logits, 0) - logits * y + np.log1p(np.exp(-np.abs(logits))))
    return loss, (p - y) / y.size


X = np.random.randn(70, 2)
y = (np.hypot(X[:, 0], X[:, 1]) < 1).astype(float).reshape(-1, 1)
net = Sequential(Dense(2, 12), ReLU(), Dense(12, 1))
for epoch in range(300):
    out = net.forward(X)
    loss, g = bce(out, y)
    net.backward(g)
    net.step(0.5)
    if epoch % 100 == 0:
        print("epoch", epoch, loss)
