import numpy as np

class RNN:
    """Vanilla RNN that classifies a sequence from its last hidden state."""

    def __init__(self, n_in, n_hid, n_cls, rng):
        self.Wxh = rng.normal(0, 0.4, (n_hid, n_in))
        self.Whh = rng.normal(0, 0.4, (n_hid, n_hid))
        self.bh = np.zeros((n_hid, 1))
        self.Why = rng.normal(0, 0.4, (n_cls, n_hid))
        self.by = np.zeros((n_cls, 1))

    def forward(self, seq):
        """seq: list of (n_in, batch) arrays"""
        self.seq = seq
        self.hs = {-1: np.zeros((self.Whh.shape[0], seq[0].shape[1]))}
        for t, x in enumerate(seq):
            self.hs[t] = np.tanh(self.Wxh @ x + self.Whh @ self.hs[t - 1] + self.bh)
        z = self.Why @ self.hs[len(seq) - 1] + self.by
        e = np.exp(z - z.max(axis=0))
        return e / e.sum(axis=0)

    def backward(self, dz, lr, clip=50):
        T = len(self.seq)
        dWhy = dz @ self.hs[T - 1].T
        dby = dz.sum(axis=1, keepdims=True)
        dWxh, dWhh, dbh = np.zeros_like(self.Wxh), np.zeros_like(self.Whh), np.zeros_like(self.bh)
        dh = self.Why.T @ dz
        for t in range(T)[::-1]:
            draw = dh * (1 - self.hs[t] ** 2)
            dbh += draw.sum(axis=1, keepdims=True)
            dWxh += draw @ self.seq[t].T
            dWhh += draw @ self.hs[t - 1].T
            dh = self.Whh.T @ draw
        for d in (dWxh, dWhh, dWhy, dbh, dby):
            np.clip(d, -clip, clip, out=d)      # against exploding gradients
        self.Wxh -= lr * dWxh
        self.Whh -= lr * dWhh
        self.Why -= lr * dWhy
        self.bh -= lr * dbh
        self.by -= lr * dby

rng = np.random.default_rng(30)
B, T = 24, 6
seq = [rng.normal(size=(2, B)) for _ in range(T)]
y = (sum(s[0] for s in seq) > 0).astype(int) + (sum(s[1] for s in seq) > 0)
onehot = np.eye(3)[y].T

rnn = RNN(2, 7, 3, rng)
for epoch in range(150):
    p = rnn.forward(seq)
    loss = -np.sum(onehot * np.log(p)) / B
    rnn.backward((p - onehot) / B, lr=0.1)
    if epoch % 30 == 0:
        print(epoch, round(loss, 4), (p.argmax(axis=0) == y).mean())
