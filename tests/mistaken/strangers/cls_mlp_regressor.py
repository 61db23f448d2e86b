import numpy as np

class TinyRegressor:
    """One hidden layer with tanh, linear output, full batch."""

    def __init__(self, d, hidden=6, lr=0.05, seed=0):
        g = np.random.RandomState(seed)
        self.V = g.normal(scale=0.5, size=(d, hidden))
        self.v0 = np.zeros(hidden)
        self.w = g.normal(scale=0.5, size=hidden)
        self.w0 = 0.0
        self.lr = lr
        self.losses = []

    def predict(self, X):
        self.H = np.tanh(X @ self.V + self.v0)
        return self.H @ self.w + self.w0

    def fit(self, X, y, epochs):
        n = len(y)
        for _ in range(epochs):
            resid = self.predict(X) - y
            self.losses.append((resid ** 2).mean())
            # the gradients
            grad = resid / n
            gw = grad @ self.H
            gw0 = grad.sum()
            gH = np.outer(grad, self.w) * (1 - self.H ** 2)
            self.V -= self.lr * X.T @ gH
            self.v0 -= self.lr * gH.sum(axis=0)
            self.w -= self.lr * gw
            self.w0 -= self.lr * gw0
        return self

rs = np.random.RandomState(4)
X = rs.rand(50, 3)
y = np.exp(-X[:, 0]) * 2 + X[:, 1] * X[:, 2] + 0.02 * rs.randn(50)
reg = TinyRegressor(3, lr=0.3)
for block in range(10):
    reg.fit(X, y, 50)
    print("after", 50 * (block + 1), "epochs:", reg.losses[-1])
