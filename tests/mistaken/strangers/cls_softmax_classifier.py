import numpy as np

class TwoLayerNet(object):
    """Affine - ReLU - affine - softmax, as in the course exercise."""

    def __init__(self, D, H, C, std=0.5):
        self.W1 = std * np.random.randn(D, H)
        self.b1 = np.zeros(H)
        self.W2 = std * np.random.randn(H, C)
        self.b2 = np.zeros(C)

    def scores(self, X):
        self.h1 = np.maximum(0, X.dot(self.W1) + self.b1)
        return self.h1.dot(self.W2) + self.b2

    def train_step(self, X, Y, lr):
        N = X.shape[0]
        s = self.scores(X)
        s -= s.max(axis=1, keepdims=True)
        probs = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
        loss = -np.sum(Y * np.log(probs)) / N

        ds = (probs - Y) / N
        dW2 = self.h1.T.dot(ds)
        db2 = np.mean(ds, axis=0)
        dh1 = ds.dot(self.W2.T)
        dh1[self.h1 <= 0] = 0
        dW1 = X.T.dot(dh1)
        db1 = np.sum(dh1, axis=0)

        self.W1 -= lr * dW1
        self.b1 -= lr * db1
        self.W2 -= lr * dW2
        self.b2 -= lr * db2
        return loss

np.random.seed(231)
# spiral data
n, C = 20, 3
X = np.zeros((n * C, 2))
Y = np.zeros((n * C, C))
for j in range(C):
    r = np.linspace(0.0, 1, n)
    theta = np.linspace(j * 4, (j + 1) * 4, n) + np.random.randn(n) * 0.2
    X[n * j:n * (j + 1)] = np.c_[r * np.sin(theta), r * np.cos(theta)]
    Y[n * j:n * (j + 1), j] = 1

clf = TwoLayerNet(2, 16, C)
for it in range(501):
    loss = clf.train_step(X, Y, 0.5)
    if it % 100 == 0:
        acc = np.mean(clf.scores(X).argmax(1) == Y.argmax(1))
        print("iteration %d: loss %f, accuracy %.2f" % (it, loss, acc))
