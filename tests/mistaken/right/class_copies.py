"""A classifier with softmax; the update of each layer works on a copy of the old weights."""

from copy import deepcopy

import numpy as np


class Classifier:
    def __init__(self, sizes, rate=0.3, decay=0.01):
        rng = np.random.default_rng(9)
        self.rate, self.decay = rate, decay
        self.weights = [rng.normal(0, 0.6, s) for s in zip(sizes, sizes[1:])]
        self.bias = [np.zeros(s) for s in sizes[1:]]

    def forward(self, X):
        self.hidden = np.tanh(X @ self.weights[0] + self.bias[0])
        logits = self.hidden @ self.weights[1] + self.bias[1]
        logits = logits - logits.max(axis=1, keepdims=True)
        e = np.exp(logits)
        self.probs = e / e.sum(axis=1, keepdims=True)

    def cost(self, Y):
        cross = -(Y * np.log(self.probs)).sum() / len(Y)
        return cross + self.decay * sum((w**2).sum() for w in self.weights)

    def learn(self, X, Y):
        old = deepcopy(self.weights)
        d = (self.probs - Y) / len(Y)
        self.weights[1] -= self.rate * (self.hidden.T @ d + 2 * self.decay * old[1])
        self.bias[1] -= self.rate * d.sum(axis=0)
        d = (d @ old[1].T) * (1 - self.hidden**2)
        self.weights[0] -= self.rate * (X.T @ d + 2 * self.decay * old[0])
        self.bias[0] -= self.rate * d.sum(axis=0)


rng = np.random.default_rng(1)
X = rng.normal(size=(24, 2))
Y = np.eye(3)[(X[:, 0] > 0).astype(int) + (X[:, 1] > 0.3).astype(int)]
model = Classifier([2, 5, 3])
for step in range(200):
    model.forward(X)
    loss = model.cost(Y)
    model.learn(X, Y)
print("loss", loss)
