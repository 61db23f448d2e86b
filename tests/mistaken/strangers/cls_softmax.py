import numpy as np

class SoftmaxClassifier:
    def __init__(self, n_features, n_classes):
        self.W = np.zeros((n_features, n_classes))
        self.b = np.zeros(n_classes)
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    def probabilities(self, X):
        logits = X @ self.W + self.b
        logits = logits - logits.max(axis=1, keepdims=True)
        expo = np.exp(logits)
        return expo / expo.sum(axis=1, keepdims=True)

    def loss(self, X, y):
        p = self.probabilities(X)
        return -np.log(p[np.arange(len(y)), y]).mean()

    def backward(self, X, y):
        p = self.probabilities(X)
        p[np.arange(len(y)), y] -= 1
        p /= len(y)
        self.dW += X.T @ p
        self.db += p.sum(axis=0)

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db

rng = np.random.default_rng(12)
y = rng.integers(0, 3, size=21)
X = rng.normal(size=(21, 2)) + np.array([[2, 0], [-1, 2], [-1, -2]])[y]

clf = SoftmaxClassifier(2, 3)
for epoch in range(30):
    print(epoch, clf.loss(X, y))
    clf.backward(X, y)
    clf.step(0.1)
