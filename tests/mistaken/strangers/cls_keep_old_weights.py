# gradient descent for a 2-layer net; weights named like in our lecture notes (V: input-hidden, U: hidden-output)
import numpy as np

class FeedForward:
    def __init__(self, d, q, k, eta=0.3):
        self.V = 0.8 * np.random.randn(d, q)
        self.v0 = np.zeros(q)
        self.U = 0.8 * np.random.randn(q, k)
        self.u0 = np.zeros(k)
        self.eta = eta

    @staticmethod
    def g(s):
        return 1.0 / (1.0 + np.exp(-s))

    def forward(self, X):
        z = self.g(X.dot(self.V) + self.v0)
        y = self.g(z.dot(self.U) + self.u0)
        return z, y

    def train_one_epoch(self, X, T):
        z, y = self.forward(X)
        loss = 0.5 * np.sum((y - T) ** 2)

        # we still need the old weights for the hidden layer
        old_U = self.U

        delta_k = (y - T) * y * (1 - y)
        self.U -= self.eta * z.T.dot(delta_k)
        self.u0 -= self.eta * delta_k.sum(axis=0)

        delta_h = delta_k.dot(old_U.T) * z * (1 - z)
        self.V -= self.eta * X.T.dot(delta_h)
        self.v0 -= self.eta * delta_h.sum(axis=0)
        return loss

np.random.seed(17)
X = np.vstack([np.random.randn(12, 2) * 0.5 + [1, 1],
               np.random.randn(12, 2) * 0.5 + [-1, 1],
               np.random.randn(12, 2) * 0.5 + [0, -1]])
T = np.zeros((36, 3))
T[np.arange(36), np.repeat([0, 1, 2], 12)] = 1

net = FeedForward(2, 5, 3)
for epoch in range(500):
    loss = net.train_one_epoch(X, T)
    if epoch % 100 == 0:
        print("Epoch %d, error %.4f" % (epoch, loss))
print("correct:", (net.forward(X)[1].argmax(axis=1) == T.argmax(axis=1)).sum(), "of 36")
