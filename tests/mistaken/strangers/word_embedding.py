# toy word embedding: predict the colour class from the (two) words
import numpy as np

VOCAB = {w: i for i, w in enumerate("sky grass sun blood leaf sea".split())}

class Embedding:
    def __init__(self, n, d):
        self.table = np.random.randn(n, d) * 0.5
        self.grad = np.zeros((n, d))

    def forward(self, idx):
        self.idx = idx
        return self.table[idx].sum(axis=1)

    def backward(self, dout):
        self.grad[:] = 0
        for col in range(self.idx.shape[1]):
            self.grad[self.idx[:, col]] += dout

class Output:
    def __init__(self, d, k):
        self.W = np.random.randn(d, k) * 0.5

    def forward(self, h, y):
        self.h, self.y = h, y
        s = h @ self.W
        s = s - s.max(axis=1)[:, None]
        self.p = np.exp(s) / np.exp(s).sum(axis=1)[:, None]
        return -np.mean(np.log(self.p[np.arange(y.size), y]))

    def backward(self):
        g = self.p.copy()
        g[np.arange(self.y.size), self.y] -= 1
        g /= self.y.size
        self.grad = self.h.T @ g
        return g @ self.W.T

np.random.seed(0)
pairs = [("sky", "sea"), ("grass", "leaf"), ("sun", "sun"), ("blood", "sun"), ("sky", "sun"), ("leaf", "sea"), ("sky", "leaf")]
idx = np.array([[VOCAB[a], VOCAB[b]] for a, b in pairs])
y = np.array([0, 1, 2, 2, 0, 1, 1])
emb, out = Embedding(len(VOCAB), 3), Output(3, 3)
for epoch in range(200):
    loss = out.forward(emb.forward(idx), y)
    emb.backward(out.backward())
    emb.table -= 0.5 * emb.grad
    out.W -= 0.5 * out.grad
    if epoch % 50 == 0:
        print(epoch, round(float(loss), 4))
