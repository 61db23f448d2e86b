import numpy as np

np.random.seed(404)


class Brain:
    def __init__(self, inputs, hiddens, outputs):
        self.w_ih = np.random.normal(0.0, 0.7, (inputs, hiddens))
        self.b_h = np.zeros((1, hiddens))
        self.w_ho = np.random.normal(0.0, 0.7, (hiddens, outputs))
        self.b_o = np.zeros((1, outputs))
        self.rate = 0.3

    @staticmethod
    def squash(v):
        return 1 / (1 + np.exp(-v))

    def think(self, x):
        self.hidden = self.squash(x @ self.w_ih + self.b_h)
        self.out = self.squash(self.hidden @ self.w_ho + self.b_o)
        return self.out

    def error(self, x, y):
        return 0.5 * np.sum((self.think(x) - y) ** 2)

    def learn(self, x, y):
        out = self.think(x)
        error = out - y
        delta_out = error * out * (1 - out)
        delta_hidden = delta_out @ self.w_ho.T * self.hidden * (1 - self.hidden)

        grad_ho = self.hidden.T @ error
        grad_ih = x.T @ delta_hidden

        self.w_ho -= self.rate * grad_ho
        self.b_o -= self.rate * delta_out.sum(axis=0, keepdims=True)
        self.w_ih -= self.rate * grad_ih
        self.b_h -= self.rate * delta_hidden.sum(axis=0, keepdims=True)


# light sensors left / middle / right  ->  motor left / right
X = np.random.rand(16, 3)
Y = np.stack([X[:, 2] * 0.8 + 0.1, X[:, 0] * 0.8 + 0.1], axis=1) + 0.02 * np.random.randn(16, 2)

brain = Brain(3, 5, 2)
for day in range(1000):
    brain.learn(X, Y)
    if day % 100 == 0:
        print("day", day, "error", brain.error(X, Y))
