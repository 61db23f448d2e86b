# Binary diagnosis, cross-entropy, everything in one class
import numpy as np

class Network:
    def __init__(self, layout=(6, 5, 1), lr=0.3):
        rs = np.random.RandomState(2)
        self.W1 = rs.normal(size=(layout[0], layout[1])) * 0.5
        self.b1 = np.zeros(layout[1])
        self.W2 = rs.normal(size=(layout[1], layout[2])) * 0.5
        self.b2 = np.zeros(layout[2])
        self.lr = lr
        self.loss_log = []

    @staticmethod
    def sigmoid(x):
        return 1.0 / (1.0 + np.exp(-x))

    @staticmethod
    def dsigmoid(s):
        return s * (1.0 - s)

    def forward(self, X):
        self.X = X
        self.A1 = self.sigmoid(X.dot(self.W1) + self.b1)
        self.A2 = self.sigmoid(self.A1.dot(self.W2) + self.b2)
        return self.A2

    def loss(self, Y):
        ll = Y * np.log(self.A2) + (1 - Y) * np.log(1 - self.A2)
        self.loss_log.append(-np.mean(ll))
        return self.loss_log[-1]

    def backward(self, Y):
        n = float(len(Y))
        D2 = (self.A2 - Y) / n * self.dsigmoid(self.A2)
        D1 = D2.dot(self.W2.T) * self.dsigmoid(self.A1)
        self.W2 -= self.lr * self.A1.T.dot(D2)
        self.b2 -= self.lr * D2.sum(axis=0)
        self.W1 -= self.lr * self.X.T.dot(D1)
        self.b1 -= self.lr * D1.sum(axis=0)

rs = np.random.RandomState(22)
symptoms = rs.binomial(1, 0.4, size=(80, 6)).astype(float)
ill = ((symptoms[:, 0] + symptoms[:, 2] * symptoms[:, 3] + 0.3 * rs.randn(80)) > 0.6).astype(float).reshape(-1, 1)

net = Network()
for epoch in range(500):
    net.forward(symptoms)
    net.loss(ill)
    net.backward(ill)
print("loss: %.4f -> %.4f" % (net.loss_log[0], net.loss_log[-1]))
print("accuracy:", ((net.forward(symptoms) > 0.5) == ill).mean())
