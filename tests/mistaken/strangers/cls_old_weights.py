import numpy as np


class TwoLayerNet:
    def __init__(self, d, h, k, lr=0.25):
        rng = np.random.default_rng(71)
        self.W1 = rng.normal(size=(d, h)) * 0.4
        self.b1 = np.zeros(h)
        self.W2 = rng.normal(size=(h, k)) * 0.4
        self.b2 = np.zeros(k)
        self.lr = lr

    def probabilities(self, X):
        self.H = np.tanh(X @ self.W1 + self.b1)
        S = self.H @ self.W2 + self.b2
        S = np.exp(S - S.max(axis=1, keepdims=True))
        return S / S.sum(axis=1, keepdims=True)

    def train_on(self, X, Y):
        m = X.shape[0]
        P = self.probabilities(X)
        loss = -np.sum(Y * np.log(P)) / m

        # keep the old weights, the hidden layer needs them
        W2_old = self.W2

        D2 = (P - Y) / m
        self.W2 -= self.lr * (self.H.T @ D2)
        self.b2 -= self.lr * D2.sum(axis=0)

        D1 = (D2 @ W2_old.T) * (1 - self.H ** 2)
        self.W1 -= self.lr * (X.T @ D1)
        self.b1 -= self.lr * D1.sum(axis=0)
        return loss


rng = np.random.default_rng(72)
measurements = rng.normal(size=(39, 4))
s = measurements[:, 0] - 0.5 * measurements[:, 2] + 0.2 * rng.normal(size=39)
grade = np.eye(3)[np.digitize(s, [-0.5, 0.5])]

nn = TwoLayerNet(4, 6, 3)
for round_ in range(500):
    loss = nn.train_on(measurements, grade)
    if round_ % 100 == 0:
        hits = (nn.probabilities(measurements).argmax(1) == grade.argmax(1)).mean()
        print("round", round_, "loss", loss, "hits", hits)
