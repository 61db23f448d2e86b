import numpy as np


class MLPClassifier:
    def __init__(self, sizes, lr=0.01, seed=None):
        rng = np.random.RandomState(seed)
        self.weights = [rng.randn(m, n) * np.sqrt(1.0 / m) for m, n in zip(sizes, sizes[1:])]
        self.biases = [np.zeros((1, n)) for n in sizes[1:]]
        self.lr = lr
        self.loss_curve_ = []

    def _forward(self, X):
        self._a = [X]
        for W, b in zip(self.weights[:-1], self.biases[:-1]):
            self._a.append(np.tanh(self._a[-1] @ W + b))
        z = self._a[-1] @ self.weights[-1] + self.biases[-1]
        z = z - z.max(axis=1, keepdims=True)
        e = np.exp(z)
        return e / e.sum(axis=1, keepdims=True)

    def fit(self, X, labels, epochs):
        onehot = np.eye(self.biases[-1].shape[1])[labels]
        for epoch in range(epochs):
            proba = self._forward(X)
            loss = -np.log(proba[np.arange(len(X)), labels]).mean()
            self.loss_curve_.append(loss)
            delta = proba - onehot
            for i in range(len(self.weights) - 1, -1, -1):
                gW = self._a[i].T @ delta
                gb = delta.sum(axis=0, keepdims=True)
                if i > 0:
                    delta = (delta @ self.weights[i].T) * (1 - self._a[i] ** 2)
                self.weights[i] = self.weights[i] - self.lr * gW
                self.biases[i] = self.biases[i] - self.lr * gb
        return self

    def predict(self, X):
        return self._forward(X).argmax(axis=1)


np.random.seed(5)
y = np.repeat([0, 1, 2], 12)
X = np.random.randn(36, 2) * 0.5 + np.array([[0, 0], [2, 0], [0, 2]])[y]
clf = MLPClassifier([2, 6, 5, 3], lr=0.02, seed=1).fit(X, y, 200)
print("loss", clf.loss_curve_[0], "->", clf.loss_curve_[-1])
print("accuracy", (clf.predict(X) == y).mean())
