import numpy as np


class Regressor:
    def __init__(self, n_features, n_hidden=6):
        gen = np.random.default_rng(22)
        self.hidden_w = gen.standard_normal((n_features, n_hidden)) / 2
        self.hidden_b = np.zeros((1, n_hidden))
        self.out_w = gen.standard_normal((n_hidden, 1)) / 2
        self.out_b = np.zeros((1, 1))

    def predict(self, X):
        self._a = 1.0 / (1.0 + np.exp(-(X @ self.hidden_w + self.hidden_b)))
        return self._a @ self.out_w + self.out_b

    def mse(self, X, y):
        return float(np.mean((self.predict(X) - y) ** 2))

    def _one_step(self, X, y, lr):
        diff = self.predict(X) - y
        back = (diff @ self.out_w.T) * self._a * (1 - self._a)
        self.out_w -= lr * (self._a.T @ diff)
        self.out_b -= lr * np.sum(diff)
        self.hidden_w -= lr * (X.T @ back)
        self.hidden_b -= lr * np.sum(back, axis=0)

    def fit(self, X, y, epochs=300, lr=0.01):
        for _ in range(epochs):
            self._one_step(X, y, lr)
        return self


gen = np.random.default_rng(23)
X = gen.standard_normal((27, 4))        # acidity, sugar, alcohol, sulphates (standardised)
y = (0.7 * X[:, 2] - 0.4 * X[:, 0] + 0.2 * X[:, 1] * X[:, 3])[:, None]
model = Regressor(4)
print("before:", model.mse(X, y))
model.fit(X, y)
print("after: ", model.mse(X, y))
