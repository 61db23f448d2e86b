import numpy as np


def make_sequence(T=6):
    r = np.random.RandomState(40)
    xs = r.randint(0, 2, size=(T, 2)) - 0.5
    return xs, np.cumsum(xs[:, 0] * xs[:, 1])


class RNN:
    def __init__(self, n_in, n_hid):
        r = np.random.RandomState(41)
        self.Wx = r.normal(scale=0.5, size=(n_hid, n_in))
        self.Wh = r.normal(scale=0.5, size=(n_hid, n_hid))
        self.Wy = r.normal(scale=0.5, size=n_hid)
        self.b = np.zeros(n_hid)

    def forward(self, xs, ts):
        self.hs = {-1: np.zeros(len(self.b))}
        self.ys = []
        loss = 0
        for t, x in enumerate(xs):
            self.hs[t] = np.tanh(self.Wx @ x + self.Wh @ self.hs[t - 1] + self.b)
            self.ys.append(self.Wy @ self.hs[t])
            loss += 0.5 * (self.ys[t] - ts[t]) ** 2
        return loss

    def backward(self, xs, ts):
        dWx, dWh = np.zeros_like(self.Wx), np.zeros_like(self.Wh)
        dWy, db = np.zeros_like(self.Wy), np.zeros_like(self.b)
        dh_next = np.zeros_like(self.b)
        for t in reversed(range(len(xs))):
            dy = self.ys[t] - ts[t]
            dWy += dy * self.hs[t]
            dh = dy * self.Wy + dh_next
            draw = (1 - self.hs[t] ** 2) * dh
            dWx += np.outer(draw, xs[t])
            dWh += np.outer(draw, self.hs[t])
            db += draw
            dh_next = self.Wh.T @ draw
        return dWx, dWh, dWy, db


if __name__ == "__main__":
    rnn = RNN(2, 5)
    xs, ts = make_sequence()
    for n in range(300):
        loss = rnn.forward(xs, ts)
        for p, g in zip((rnn.Wx, rnn.Wh, rnn.Wy, rnn.b), rnn.backward(xs, ts)):
            p -= 0.05 * g
        if n % 100 == 0:
            print(n, loss)
