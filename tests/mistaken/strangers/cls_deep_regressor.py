import numpy as np


class Regressor:
    """Multi layer perceptron, sigmoid units inside and a linear output unit."""

    def __init__(self, sizes, eta=0.2, seed=33):
        rnd = np.random.RandomState(seed)
        self.eta = eta
        self.W = [rnd.randn(a, b) / np.sqrt(a) for a, b in zip(sizes, sizes[1:])]
        self.B = [np.zeros(b) for b in sizes[1:]]

    def _sig(self, z):
        return 1.0 / (1.0 + np.exp(-z))

    def _forward(self, X):
        a1 = self._sig(X.dot(self.W[0]) + self.B[0])
        a2 = self._sig(a1.dot(self.W[1]) + self.B[1])
        return a1, a2, a2.dot(self.W[2]) + self.B[2]

    def partial_fit(self, X, y):
        a1, a2, out = self._forward(X)
        loss = ((out - y) ** 2).mean() / 2

        delta3 = (out - y) / len(X)
        delta2 = delta3.dot(self.W[2].T) * a2 * (1 - a2)
        delta1 = delta2.dot(self.W[1].T)

        self.W[2] -= self.eta * a2.T.dot(delta3)
        self.B[2] -= self.eta * delta3.sum(axis=0)
        self.W[1] -= self.eta * a1.T.dot(delta2)
        self.B[1] -= self.eta * delta2.sum(axis=0)
        self.W[0] -= self.eta * X.T.dot(delta1)
        self.B[0] -= self.eta * delta1.sum(axis=0)
        return loss

    def predict(self, X):
        return self._forward(X)[-1]


g = np.linspace(-1, 1, 7)
grid = np.array([[a, b] for a in g for b in g])
height = np.exp(-2 * (grid ** 2).sum(axis=1, keepdims=True))
height += 0.01 * np.random.RandomState(1).randn(*height.shape)

reg = Regressor((2, 6, 5, 1))
for epoch in range(1000):
    loss = reg.partial_fit(grid, height)
    if epoch % 200 == 0:
        print('epoch: {:4d}   loss: {:.5f}'.format(epoch, loss))
print("height in the middle:", reg.predict(np.zeros((1, 2)))[0, 0])
