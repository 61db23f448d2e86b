import numpy as np


class MLPRegressor:
    """scikit-like interface: fit / predict"""

    def __init__(self, hidden=5, eta=0.001, n_iter=60, seed=None):
        self.hidden = hidden
        self.eta = eta
        self.n_iter = n_iter
        self.rng = np.random.default_rng(seed)
        self.loss_curve_ = []

    def _init(self, d):
        self.W1 = self.rng.normal(0, 0.5, (d, self.hidden))
        self.b1 = np.zeros(self.hidden)
        self.w2 = self.rng.normal(0, 0.5, self.hidden)
        self.b2 = np.zeros(1)
        self.gW1, self.gb1 = np.zeros_like(self.W1), np.zeros_like(self.b1)
        self.gw2, self.gb2 = np.zeros_like(self.w2), np.zeros_like(self.b2)

    def _epoch(self, X, y):
        total = 0.0
        self.gb1 = np.zeros_like(self.b1)
        self.gw2 = np.zeros_like(self.w2)
        self.gb2 = np.zeros_like(self.b2)
        for xi, yi in zip(X, y):
            hi = np.tanh(xi @ self.W1 + self.b1)
            e = hi @ self.w2 + self.b2 - yi
            total += float(e[0] ** 2)
            self.gw2 += 2 * e * hi
            self.gb2 += 2 * e
            back = 2 * e * self.w2 * (1 - hi ** 2)
            self.gW1 += np.outer(xi, back)
            self.gb1 += back
        self.W1 -= self.eta * self.gW1
        self.b1 -= self.eta * self.gb1
        self.w2 -= self.eta * self.gw2
        self.b2 -= self.eta * self.gb2
        return total

    def fit(self, X, y):
        self._init(X.shape[1])
        for _ in range(self.n_iter):
            self.loss_curve_.append(self._epoch(X, y))
        return self

    def predict(self, X):
        return np.tanh(X @ self.W1 + self.b1) @ self.w2 + self.b2


rng = np.random.default_rng(40)
X = rng.normal(size=(26, 3))
y = X[:, 0] * 0.8 - np.abs(X[:, 1]) * 0.5 + rng.normal(0, 0.1, 26)
reg = MLPRegressor(seed=1).fit(X, y)
for i, value in enumerate(reg.loss_curve_):
    if i % 10 == 0:
        print(i, value)
print("mse:", np.mean((reg.predict(X) - y) ** 2))
