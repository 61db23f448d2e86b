import numpy as np

rng = np.random.default_rng(55)


class DenseLayer:
    def __init__(self, n_in, n_out, act=False):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros((1, n_out))
        self.act = act

    def forward(self, inputs):
        self.inputs = inputs
        self.outputs = inputs @ self.W + self.b
        if self.act:
            self.outputs = 1 / (1 + np.exp(-self.outputs))
        return self.outputs

    def backward(self, grad, lr):
        if self.act:
            grad = grad * self.outputs * (1 - self.outputs)
        self.W -= lr * (self.inputs.T @ grad)
        self.b -= lr * grad.sum(axis=0, keepdims=True)
        return grad @ self.W.T


class Network:
    def __init__(self, layers):
        self.layers = layers

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train_batch(self, x, y, lr):
        pred = self.predict(x)
        loss = np.sum((pred - y) ** 2) / len(x)
        grad = 2 * (pred - y) / len(x)
        for layer in self.layers[::-1]:
            grad = layer.backward(grad, lr)
        return loss


X = rng.normal(size=(32, 4))
Y = np.c_[np.sin(X[:, 0]) + X[:, 1], X[:, 2] * X[:, 3]] + 0.05 * rng.normal(size=(32, 2))

net = Network([DenseLayer(4, 5, act=True), DenseLayer(5, 2)])
for epoch in range(500):
    loss = net.train_batch(X, Y, 0.2)
    if epoch % 50 == 0:
        print(f"epoch={epoch} loss={loss:.5f}")
