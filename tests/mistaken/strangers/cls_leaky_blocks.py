import numpy as np

class FC:
    def __init__(self, i, o):
        self.w = np.random.randn(o, i) * np.sqrt(2 / i)
        self.b = np.zeros((o, 1))
    def fwd(self, a):
        self.a = a
        return self.w @ a + self.b
    def bwd(self, d, lr):
        back = self.w.T @ d
        self.w -= lr * d @ self.a.T
        self.b -= lr * d.sum(axis=1, keepdims=True)
        return back

class Leaky:
    slope = 0.1
    def fwd(self, z):
        self.z = z
        return np.where(z > 0, z, self.slope * z)
    def bwd(self, d, lr):
        return np.where(self.z > 0, d, 0)

np.random.seed(77)
m = 45
X = np.random.randn(3, m)
Y = np.vstack([X[0] * X[1], np.abs(X[2])]) + 0.05 * np.random.randn(2, m)
blocks = [FC(3, 8), Leaky(), FC(8, 5), Leaky(), FC(5, 2)]

for epoch in range(400):
    a = X
    for blk in blocks:
        a = blk.fwd(a)
    J = np.sum((a - Y) ** 2) / (2 * m)
    d = (a - Y) / m
    for blk in blocks[::-1]:
        d = blk.bwd(d, 0.03)
    if epoch % 80 == 0:
        print("epoch", epoch, "J", J)
