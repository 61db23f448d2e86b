import numpy as np

class BinaryClassifier:
    def __init__(self, dims, lr=0.5, seed=0):
        np.random.seed(seed)
        self.lr = lr
        self.W = []
        self.B = []
        for a, b in zip(dims[:-1], dims[1:]):
            self.W.append(np.random.randn(b, a) * np.sqrt(2.0 / a))
            self.B.append(np.zeros((b, 1)))

    @staticmethod
    def sigma(z):
        return 1.0 / (1.0 + np.exp(-z))

    def forward(self, X):
        self.A = [X]
        for W, B in zip(self.W, self.B):
            self.A.append(self.sigma(W @ self.A[-1] + B))
        return self.A[-1]

    def loss(self, Y):
        S = self.A[-1]
        return float(-np.mean(Y * np.log(S) + (1 - Y) * np.log(1 - S)))

    def backward(self, Y):
        m = Y.shape[1]
        S = self.A[-1]
        delta = (S - Y) * S * (1 - S) / m
        self.dW, self.dB = [], []
        for l in range(len(self.W) - 1, -1, -1):
            self.dW.insert(0, delta @ self.A[l].T)
            self.dB.insert(0, delta.sum(axis=1, keepdims=True))
            if l:
                delta = (self.W[l].T @ delta) * self.A[l] * (1 - self.A[l])

    def update(self):
        for l in range(len(self.W)):
            self.W[l] -= self.lr * self.dW[l]
            self.B[l] -= self.lr * self.dB[l]

clf = BinaryClassifier([2, 5, 1], lr=1.0, seed=3)
X = np.random.randn(2, 40)
Y = ((X[0] * X[1]) > 0).astype(float).reshape(1, -1)
for i in range(1000):
    clf.forward(X)
    cost = clf.loss(Y)
    clf.backward(Y)
    clf.update()
    if not i % 200:
        print("cost after iteration %i: %f" % (i, cost))
