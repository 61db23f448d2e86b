import numpy as np

class AutoEncoder:
    def __init__(self, n_vis, n_hid, beta=0.01):
        rnd = np.random.RandomState(2)
        self.params = {}
        self.enc = rnd.randn(n_vis, n_hid) * .3
        self.enc_bias = np.zeros(n_hid)
        self.dec = rnd.randn(n_hid, n_vis) * .3
        self.dec_bias = np.zeros(n_vis)
        self.beta = beta          # weight of the activity penalty

    def reconstruct(self, V):
        self.H = np.tanh(V.dot(self.enc) + self.enc_bias)
        return self.H.dot(self.dec) + self.dec_bias

    def objective(self, V, R):
        n = V.shape[0]
        return np.sum((V - R) ** 2) / (2 * n) + self.beta * np.sum(self.H ** 2) / n

    def step(self, V, lr):
        n = V.shape[0]
        R = self.reconstruct(V)
        value = self.objective(V, R)
        dR = (R - V) / n
        dH = dR.dot(self.dec.T)
        dH += self.beta * self.H / n
        dA = dH * (1 - self.H ** 2)
        self.dec -= lr * self.H.T.dot(dR)
        self.dec_bias -= lr * dR.sum(axis=0)
        self.enc -= lr * V.T.dot(dA)
        self.enc_bias -= lr * dA.sum(axis=0)
        return value

np.random.seed(20)
t = np.random.rand(50, 1) * 4
V = np.hstack([np.sin(t), np.cos(t), t / 4, 1 - t / 4]) + 0.03 * np.random.randn(50, 4)
V -= V.mean(axis=0)
ae = AutoEncoder(4, 2, beta=0.05)
for k in range(1, 1001):
    obj = ae.step(V, 0.1)
    if k % 250 == 0:
        print(k, "objective:", obj)
