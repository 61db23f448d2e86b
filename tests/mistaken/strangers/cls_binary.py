import numpy as np

class BinaryClassifier:
    def __init__(self, dim, hidden, lr):
        np.random.seed(33)
        self.w_ih = np.random.randn(dim, hidden)
        self.b_h = np.zeros(hidden)
        self.w_ho = np.random.randn(hidden)
        self.b_o = 0.0
        self.lr = lr

    @staticmethod
    def squash(x):
        return 1 / (1 + np.exp(-x))

    def forward(self, X):
        self.hid = self.squash(X @ self.w_ih + self.b_h)
        self.prob = self.squash(self.hid @ self.w_ho + self.b_o)
        return self.prob

    def log_loss(self, y):
        return -np.mean(np.where(y == 1, np.log(self.prob), np.log(1 - self.prob)))

    def backward(self, X, y):
        e = self.prob - y
        g_hid = np.outer(e, self.w_ho) * self.hid * (1 - self.hid)
        self.w_ho -= self.lr * (e @ self.hid)
        self.b_o -= self.lr * e.sum()
        self.w_ih -= self.lr * (X.T @ g_hid)
        self.b_h -= self.lr * g_hid.sum(axis=0)

X = np.array([[0.1, 0.9], [0.8, 0.2], [0.4, 0.4], [0.9, 0.7], [0.3, 0.1], [0.6, 0.95], [0.2, 0.6]])
y = np.array([1, 0, 1, 0, 1, 1, 1])
clf = BinaryClassifier(2, 3, 0.1)
for epoch in range(500):
    clf.forward(X)
    if epoch % 100 == 0:
        print("epoch", epoch, "log loss", clf.log_loss(y))
    clf.backward(X, y)
print(clf.forward(X).round(2))
