"""Two hidden layers of one width, relu, dropout on the second, one-hot softmax, momentum."""

import numpy as np


class DropoutNet:
    def __init__(self, d, h, c, keep=0.6, seed=19):
        self.rng = np.random.default_rng(seed)
        self.keep = keep
        self.theta1 = self.rng.normal(size=(d, h)) * np.sqrt(2 / d)
        self.theta2 = self.rng.normal(size=(h, h)) * np.sqrt(2 / h)
        self.theta3 = self.rng.normal(size=(h, c)) * np.sqrt(2 / h)
        self.velocity = [np.zeros_like(t) for t in (self.theta1, self.theta2, self.theta3)]

    def train_step(self, x, onehot, lr=0.05, beta=0.9):
        n = x.shape[0]
        a1 = (x @ self.theta1).clip(min=0)
        a2 = (a1 @ self.theta2).clip(min=0)
        keep = self.rng.random(a2.shape) < self.keep
        dropped = np.where(keep, a2 / self.keep, 0)
        scores = dropped @ self.theta3
        scores -= scores.max(axis=-1, keepdims=True)
        prob = np.exp(scores) / np.exp(scores).sum(axis=-1, keepdims=True)
        self.loss = -np.log((prob * onehot).sum(axis=-1)).mean()

        d3 = (prob - onehot) / n
        self.g3 = dropped.T @ d3
        back = d3 @ self.theta3.T
        back = np.where(keep, back / self.keep, 0)
        d2 = back * (a2 > 0)
        self.g2 = a1.T @ d2
        d1 = (d2 @ self.theta2.T) * (a1 > 0)
        self.g1 = x.T @ d1

        for v, g in zip(self.velocity, (self.g1, self.g2, self.g3)):
            v *= beta
            v += g
        self.theta1 -= lr * self.velocity[0]
        self.theta2 -= lr * self.velocity[1]
        self.theta3 -= lr * self.velocity[2]


rng = np.random.default_rng(3)
x = rng.normal(size=(26, 3))
labels = (x[:, 0] > 0).astype(int) + (x[:, 1] > 0)
onehot = np.eye(3)[labels]
net = DropoutNet(3, 6, 3)
for epoch in range(150):
    net.train_step(x, onehot)
print("loss", net.loss)
