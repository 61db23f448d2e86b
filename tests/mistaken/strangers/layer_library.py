import numpy as np


class Layer:
    def parameters(self):
        return []


class Dense(Layer):
    def __init__(self, n_in, n_out, rng):
        self.W = rng.standard_normal((n_in, n_out)) * np.sqrt(1.0 / n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0, keepdims=True)
        return grad @ self.W.T

    def parameters(self):
        return [("W", self), ("b", self)]


class LeakyReLU(Layer):
    def __init__(self, slope=0.1):
        self.slope = slope

    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, self.slope * x)

    def backward(self, grad):
        return grad * np.where(self.mask, 1.0, self.slope)


class Sigmoid(Layer):
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, grad):
        return grad * self.out * (1 - self.out)


class Sequential:
    def __init__(self, *layers):
        self.layers = list(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)


class MSE:
    def forward(self, pred, target):
        self.diff = pred - target
        return np.mean(self.diff ** 2)

    def backward(self):
        return 2 * self.diff / self.diff.size


class SGD:
    def __init__(self, net, lr):
        self.net, self.lr = net, lr

    def step(self):
        for layer in self.net.layers:
            for name, owner in layer.parameters():
                value = getattr(owner, name)
                setattr(owner, name, value - self.lr * getattr(owner, "d" + name))


rng = np.random.default_rng(0)
X = rng.standard_normal((48, 3))
Y = np.stack([np.sin(X[:, 0]), X[:, 1] * X[:, 2]], axis=1)
net = Sequential(Dense(3, 8, rng), LeakyReLU(), Dense(8, 6, rng), Sigmoid(), Dense(6, 2, rng))
criterion, optimizer = MSE(), SGD(net, 0.3)
for epoch in range(30):
    idx = rng.permutation(len(X))
    running = 0
    for start in range(0, len(X), 12):
        batch = idx[start:start + 12]
        xb, yb = X[batch], Y[batch]
        out = net.forward(xb)
        loss = criterion.forward(out, yb)
        net.backward(criterion.backward())
        optimizer.step()
        running += loss
    if epoch % 10 == 0:
        print(epoch, running / 4)
