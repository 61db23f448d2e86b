# A plain recurrent network reads five number pairs in turn and gives two numbers at the end.
import numpy as np


class Recurrent:

    def __init__(self, n_in, n_hid, n_out, lr=0.05, seed=0):
        rng = np.random.default_rng(seed)
        self.n_hid = n_hid
        self.lr = lr
        self.Wx = rng.normal(0, 0.5, (n_in, n_hid))
        self.Wh = rng.normal(0, 0.5, (n_hid, n_hid))
        self.bh = rng.normal(0, 0.1, n_hid)
        self.Wo = rng.normal(0, 0.5, (n_hid, n_out))
        self.bo = rng.normal(0, 0.1, n_out)

    def forward(self, X):
        self.X = X
        self.hs = [np.zeros((X.shape[0], self.n_hid))]
        for t in range(X.shape[1]):
            pre = X[:, t] @ self.Wx + self.hs[-1] @ self.Wh + self.bh
            self.hs.append(np.tanh(pre))
        return self.hs[-1] @ self.Wo + self.bo

    def backward(self, out, Y):
        n, T = self.X.shape[0], self.X.shape[1]
        dout = (out - Y) / n
        self.dWo = self.hs[-1].T @ dout
        self.dbo = dout.sum(axis=0)
        self.dWx = np.zeros_like(self.Wx)
        self.dWh = np.zeros_like(self.Wh)
        self.dbh = np.zeros_like(self.bh)
        dh = dout @ self.Wo.T
        for t in reversed(range(T)):
            dz = dh * (1 - self.hs[t + 1] ** 2)
            self.dWx += self.X[:, t].T @ dz
            self.dWh += self.hs[t + 1].T @ dz
            self.dbh += dz.sum(axis=0)
            dh = dz @ self.Wh.T

    def update(self):
        self.Wx -= self.lr * self.dWx
        self.Wh -= self.lr * self.dWh
        self.bh -= self.lr * self.dbh
        self.Wo -= self.lr * self.dWo
        self.bo -= self.lr * self.dbo


def half_squared(out, Y):
    return 0.5 * np.sum((out - Y) ** 2) / len(Y)


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    X = rng.normal(size=(30, 5, 2))
    Y = np.stack([X[:, :, 0].mean(axis=1), X[:, -1, 1]], axis=1)
    net = Recurrent(2, 6, 2)
    for epoch in range(150):
        out = net.forward(X)
        loss = half_squared(out, Y)
        net.backward(out, Y)
        net.update()
        if epoch % 50 == 0:
            print(epoch, loss)
    print("end", half_squared(net.forward(X), Y))
