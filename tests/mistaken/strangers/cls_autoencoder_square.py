import numpy as np


class AutoEncoder(object):
    """5 -> 3 -> 3 -> 5, samples are columns"""

    def __init__(self):
        s = np.random.RandomState(14)
        self.E, self.e = s.randn(3, 5) * .4, np.zeros((3, 1))
        self.M, self.m = s.randn(3, 3) * .4, np.zeros((3, 1))
        self.D, self.d = s.randn(5, 3) * .4, np.zeros((5, 1))

    def forward(self, x):
        self.code1 = np.tanh(self.E.dot(x) + self.e)
        self.code2 = np.tanh(self.M.dot(self.code1) + self.m)
        return self.D.dot(self.code2) + self.d

    def backward(self, rec, x, lr):
        delta3 = rec - x
        delta2 = self.D.T.dot(delta3) * (1 - self.code2 ** 2)
        delta1 = self.M.dot(delta2) * (1 - self.code1 ** 2)
        self.D -= lr * delta3.dot(self.code2.T)
        self.d -= lr * delta3.sum(1, keepdims=True)
        self.M -= lr * delta2.dot(self.code1.T)
        self.m -= lr * delta2.sum(1, keepdims=True)
        self.E -= lr * delta1.dot(x.T)
        self.e -= lr * delta1.sum(1, keepdims=True)


data = np.random.RandomState(15).randn(5, 2).dot(np.random.RandomState(16).randn(2, 20))
ae = AutoEncoder()
for epoch in range(200):
    rec = ae.forward(data)
    ae.backward(rec, data, 0.01)
    if epoch % 50 == 0:
        print(epoch, "reconstruction", 0.5 * np.sum((rec - data) ** 2))
