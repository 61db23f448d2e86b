"""Elman network that learns to output the running parity-ish sum of a sequence."""
import numpy as np


class ElmanRNN:
    def __init__(self, input_size=1, hidden_size=6, output_size=1, lr=0.02):
        np.random.seed(10)
        self.Wx = np.random.randn(hidden_size, input_size) * 0.5
        self.Wh = np.random.randn(hidden_size, hidden_size) * 0.3
        self.bh = np.zeros((hidden_size, 1))
        self.Wy = np.random.randn(output_size, hidden_size) * 0.5
        self.by = np.zeros((output_size, 1))
        self.lr = lr

    def forward(self, xs):
        """xs: list of column vectors"""
        self.xs = xs
        self.hs = [np.zeros_like(self.bh)]
        self.ys = []
        for x in xs:
            h = np.tanh(self.Wx @ x + self.Wh @ self.hs[-1] + self.bh)
            self.hs.append(h)
            self.ys.append(self.Wy @ h + self.by)
        return self.ys

    def loss(self, targets):
        return 0.5 * sum(float(np.sum((y - t) ** 2)) for y, t in zip(self.ys, targets))

    def backward(self, targets):
        dWx = np.zeros_like(self.Wx)
        dWh = np.zeros_like(self.Wh)
        dbh = np.zeros_like(self.bh)
        dWy = np.zeros_like(self.Wy)
        dby = np.zeros_like(self.by)
        dh_next = np.zeros_like(self.bh)
        for t in reversed(range(len(self.xs))):
            dy = self.ys[t] - targets[t]
            dWy += dy @ self.hs[t + 1].T
            dby += dy
            dh = self.Wy.T @ dy + dh_next
            dz = dh * (1 - self.hs[t + 1] ** 2)
            dWx += dz @ self.xs[t].T
            dWh = dz @ self.hs[t].T
            dbh += dz
            dh_next = self.Wh.T @ dz
        return dWx, dWh, dbh, dWy, dby

    def update(self, dWx, dWh, dbh, dWy, dby):
        self.Wx -= self.lr * dWx
        self.Wh -= self.lr * dWh
        self.bh -= self.lr * dbh
        self.Wy -= self.lr * dWy
        self.by -= self.lr * dby


rnn = ElmanRNN()
steps = 6
for episode in range(2001):
    sequence = [np.random.uniform(-1, 1, (1, 1)) for _ in range(steps)]
    wanted = [0.5 * (sequence[t] + (sequence[t - 1] if t > 0 else 0)) for t in range(steps)]
    rnn.forward(sequence)
    if episode % 400 == 0:
        print("episode", episode, "loss", rnn.loss(wanted))
    rnn.update(*rnn.backward(wanted))
