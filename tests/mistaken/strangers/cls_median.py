import numpy as np

class MedianNet:
    """Least absolute deviations with one hidden relu layer, columns are samples."""

    def __init__(self, d, k, seed=0):
        g = np.random.default_rng(seed)
        self.A = g.normal(0, 0.7, (k, d))
        self.a = np.full((k, 1), 0.1)
        self.C = g.normal(0, 0.7, (1, k))
        self.c = np.zeros((1, 1))

    def out(self, X):
        self.H = np.maximum(0, self.A @ X + self.a)
        return self.C @ self.H + self.c

    def loss(self, X, y):
        return np.abs(y - self.out(X)).mean()

    def train(self, X, y, lr):
        O = self.out(X)
        up = np.sign(y - O) / y.size
        hid = (self.C.T @ up) * (self.H > 0)
        # moving against the loss
        self.C += lr * up @ self.H.T
        self.c += lr * up.sum(axis=1, keepdims=True)
        self.A += lr * hid @ X.T
        self.a += lr * hid.sum(axis=1, keepdims=True)

rng = np.random.default_rng(44)
X = rng.normal(size=(2, 25))
y = np.maximum(X[:1], X[1:]) + rng.laplace(0, 0.1, (1, 25))

model = MedianNet(2, 5)
for epoch in range(300):
    if epoch % 50 == 0:
        print("epoch", epoch, "mean absolute error", model.loss(X, y))
    model.train(X, y, 0.05 / (1 + 0.01 * epoch))
