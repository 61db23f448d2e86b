import numpy as np


class SoftplusNet:
    """Net with a softplus hidden layer for two classes; everything is private."""

    def __init__(self, n_features, n_hidden, seed=None):
        rng = np.random.default_rng(seed)
        self._W = rng.normal(0, 0.7, size=(n_features, n_hidden))
        self._c = rng.normal(0, 0.1, size=n_hidden)
        self._v = rng.normal(0, 0.7, size=n_hidden)
        self._d = 0.0
        self.history = []

    @staticmethod
    def __softplus(z):
        return np.log1p(np.exp(z))

    @staticmethod
    def __sigmoid(z):
        return 1 / (1 + np.exp(-z))

    def __forward(self, X):
        self.__Z = X.dot(self._W) + self._c
        self.__H = self.__softplus(self.__Z)
        return self.__sigmoid(self.__H.dot(self._v) + self._d)

    def fit(self, X, y, epochs=500, lr=0.2, l2=0.001):
        n = X.shape[0]
        for epoch in range(epochs):
            p = self.__forward(X)
            loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
            loss += l2 * (np.sum(self._W ** 2) + np.sum(self._v ** 2))
            self.history.append(loss)

            # sigmoid with cross-entropy: the delta is p - y
            delta = (p - y) / n
            grad_v = self.__H.T.dot(delta) + 2 * l2 * self._v
            grad_d = delta.sum()
            # the derivative of softplus is the sigmoid
            hidden_delta = np.outer(delta, self._v) * self.__sigmoid(self.__Z)
            grad_W = X.T.dot(hidden_delta) + 2 * l2 * self._W
            grad_c = hidden_delta.sum(axis=0)

            self._v = self._v - lr * grad_v
            self._d = self._d - lr * grad_d
            self._W = self._W - lr * grad_W
            self._c = self._c - lr * grad_c
        return self

    def predict(self, X):
        return (self.__forward(X) > 0.5).astype(int)


rng = np.random.default_rng(3)
X = rng.normal(size=(51, 2))
y = (np.hypot(X[:, 0], X[:, 1]) < 1.1).astype(int)
net = SoftplusNet(2, 7, seed=12).fit(X, y)
print("loss: %.4f -> %.4f" % (net.history[0], net.history[-1]))
print("accuracy: %.2f" % np.mean(net.predict(X) == y))
