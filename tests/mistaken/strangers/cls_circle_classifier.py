import numpy as np

class Classifier:

    def __init__(self, inputs, hidden):
        self.W1 = np.random.uniform(-0.7, 0.7, (inputs, hidden))
        self.b1 = np.zeros((1, hidden))
        self.W2 = np.random.uniform(-0.7, 0.7, (hidden, 1))
        self.b2 = np.zeros((1, 1))

    def forward(self, X):
        self.X = X
        self.A1 = np.tanh(X @ self.W1 + self.b1)
        self.A2 = 1 / (1 + np.exp(-(self.A1 @ self.W2 + self.b2)))
        return self.A2

    def loss(self, Y):
        return -np.average(Y * np.log(self.A2) + (1 - Y) * np.log(1 - self.A2))

    def backward(self, Y):
        m = Y.shape[0]
        dZ2 = (self.A2 - Y) / m
        self.dW2 = self.A1.T @ dZ2
        self.db2 = dZ2.sum(axis=0, keepdims=True)
        dZ1 = (dZ2 @ self.W2.T) * (1 - np.power(self.A1, 2))
        self.dW1 = self.X.T @ dZ1
        self.db1 = dZ1

    def update(self, lr):
        self.W1 = self.W1 - lr * self.dW1
        self.b1 = self.b1 - lr * self.db1
        self.W2 = self.W2 - lr * self.dW2
        self.b2 = self.b2 - lr * self.db2


np.random.seed(23)
X = np.random.uniform(-1, 1, (50, 2))
Y = ((X ** 2).sum(axis=1) < 0.5).astype(int).reshape(50, 1)
clf = Classifier(2, 6)

for epoch in range(1000):
    clf.forward(X)
    cost = clf.loss(Y)
    clf.backward(Y)
    clf.update(0.3)
    if epoch % 100 == 0:
        print("Epoch: {}  Cost: {:.4f}".format(epoch, cost))
