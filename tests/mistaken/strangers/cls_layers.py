import numpy as np

class Dense:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros((1, n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0, keepdims=True)
        return grad @ self.W.T

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db

class Sigmoid:
    def forward(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y

    def backward(self, grad):
        return grad * self.y * (1 - self.y)

    def step(self, lr):
        pass

class MSE:
    def forward(self, pred, target):
        self.diff = pred - target
        return np.mean(self.diff ** 2)

    def backward(self):
        return 2 * self.diff / self.diff.size

rng = np.random.default_rng(2)
X = rng.uniform(-1, 1, (16, 2))
T = np.hstack([X[:, :1] * X[:, 1:], X.sum(axis=1, keepdims=True)])

layers = [Dense(2, 5, rng), Sigmoid(), Dense(5, 3, rng), Sigmoid(), Dense(3, 2, rng)]
criterion = MSE()
for epoch in range(400):
    out = X
    for layer in layers:
        out = layer.forward(out)
    loss = criterion.forward(out, T)
    grad = criterion.backward()
    for layer in reversed(layers):
        grad = layer.backward(grad)
    for layer in layers:
        layer.step(0.5)
    if epoch % 80 == 0:
        print(epoch, loss)
