import numpy as np


class RidgeRegression:
    def __init__(self, lr=0.1, n_iters=200, l2=0.1):
        self.lr = lr
        self.n_iters = n_iters
        self.l2 = l2
        self.cost_history = []

    def _forward(self, X, y):
        self.pred = np.dot(X, self.weights) + self.bias
        self.err = self.pred - y
        cost = np.mean(np.square(self.err)) + self.l2 * np.dot(self.weights, self.weights)
        self.cost_history.append(cost)

    def _gradients(self, X, y):
        n = X.shape[0]
        self.dw = (2 / n) * np.dot(X.T, self.err) + 2 * self.l2 * self.weights
        self.db = (2 / n) * np.sum(self.err)

    def fit(self, X, y):
        self.weights = np.zeros(X.shape[1])
        self.bias = 0.0
        for _ in range(self.n_iters):
            self._forward(X, y)
            self._gradients(X, y)
            self.weights -= self.lr * self.dw
            self.bias -= self.lr * self.db
        return self

    def predict(self, X):
        return np.dot(X, self.weights) + self.bias


rs = np.random.RandomState(9)
X = rs.normal(size=(40, 3))
y = X @ np.array([1.0, -2.0, 0.5]) + 3 + rs.normal(size=40) * 0.1
model = RidgeRegression().fit(X, y)
print("weights", model.weights, "bias", model.bias)
print("cost", model.cost_history[0], "->", model.cost_history[-1])
r2 = 1 - np.sum((y - model.predict(X)) ** 2) / np.sum((y - y.mean()) ** 2)
print("R2", r2)
