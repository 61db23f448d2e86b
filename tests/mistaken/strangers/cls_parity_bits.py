# 3-bit parity with a hidden layer of 6 units. Homework 7, "use OOP".
import numpy as np

class Network:
    def __init__(self, n_in, n_hid, n_out, lr):
        self.lr = lr
        gen = np.random.RandomState(4)
        self.w_ih = gen.randn(n_in, n_hid)
        self.b_h = gen.randn(1, n_hid)
        self.w_ho = gen.randn(n_hid, n_out)
        self.b_o = gen.randn(1, n_out)

    def __call__(self, x):
        self.x = x
        self.hid = np.tanh(x @ self.w_ih + self.b_h)
        self.out = 1 / (1 + np.exp(-(self.hid @ self.w_ho + self.b_o)))
        return self.out

    def loss(self, x, y):
        p = self(x)
        return float(-np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / len(y))

    def fit_batch(self, x, y):
        p = self(x)
        d_out = (p - y) / len(y)
        d_hid = d_out @ self.w_ho.T

        self.w_ho -= self.lr * self.hid.T @ d_out
        self.b_o -= self.lr * d_out.sum(axis=0, keepdims=True)
        self.w_ih -= self.lr * self.x.T @ d_hid
        self.b_h -= self.lr * d_hid.sum(axis=0, keepdims=True)

bits = np.array([[i >> 2 & 1, i >> 1 & 1, i & 1] for i in range(8)], dtype=float)
par = bits.sum(axis=1, keepdims=True) % 2

n = Network(3, 6, 1, lr=0.3)
for ep in range(2001):
    n.fit_batch(bits, par)
    if ep % 400 == 0:
        print("epoch", ep, "loss", n.loss(bits, par))
for b, o in zip(bits, n(bits)):
    print(b, "->", round(float(o[0]), 3))
