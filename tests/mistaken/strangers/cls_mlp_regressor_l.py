# A scikit-learn like regressor, only NumPy
import numpy as np

class MLPRegressor:
    def __init__(self, hidden=10, random_state=None):
        self.hidden = hidden
        self.rng = np.random.RandomState(random_state)

    def _init(self, n_features):
        self.W1 = self.rng.normal(0, 1 / np.sqrt(n_features), (n_features, self.hidden))
        self.b1 = np.zeros(self.hidden)
        self.W2 = self.rng.normal(0, 1 / np.sqrt(self.hidden), (self.hidden,))
        self.b2 = 0.0

    def predict(self, X):
        self._H = np.tanh(X.dot(self.W1) + self.b1)
        return self._H.dot(self.W2) + self.b2

    def score_loss(self, X, y):
        return np.mean((self.predict(X) - y) ** 2)

    def fit(self, X, y, epochs=500, lr=0.1, verbose=True):
        if not hasattr(self, "W1"):
            self._init(X.shape[1])
        n = len(y)
        for epoch in range(epochs):
            residual = self.predict(X) - y
            gW2 = self._H.T.dot(residual) / n
            gb2 = residual.mean()
            back = np.outer(residual, self.W2) * (1 - self._H ** 2)
            gW1 = X.T.dot(back) / n
            gb1 = back.mean(axis=0)
            self.W1 = self.W1 - lr * gW1
            self.b1 = self.b1 - lr * gb1
            self.W2 = self.W2 - lr * gW2
            self.b2 = self.b2 - lr * gb2
            if verbose and epoch % 100 == 0:
                print("[%d] mse=%.5f" % (epoch, self.score_loss(X, y)))
        return self

rs = np.random.RandomState(0)
X = rs.rand(60, 2) * 4 - 2
y = np.sin(X[:, 0]) * np.cos(X[:, 1]) + rs.randn(60) * 0.05
model = MLPRegressor(hidden=12, random_state=3)
model._init(2)
model.fit(X, y)
print("final mse:", model.score_loss(X, y))
