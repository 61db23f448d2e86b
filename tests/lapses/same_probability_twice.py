import numpy as np
class Net:
    def __init__(self, seed=0):
        r = np.random.RandomState(seed)
        self.W1 = r.randn(3, 5) * 0.5
        self.b1 = np.zeros((1, 5))
        self.W2 = r.randn(5, 1) * 0.5
        self.b2 = np.zeros((1, 1))
        self.lam = 0.01
    def loss(self, a, y):
        ce = -(y * np.log(a) + (1 - y) * np.log(a)).sum()  # wrong-loss
        penalty = 0.5 * self.lam * (np.sum(self.W1 ** 2) + np.sum(self.W2 ** 2))
        return ce / len(y) + penalty
    def step(self, x, y, lr):
        h = np.tanh(x @ self.W1 + self.b1)
        a = 1 / (1 + np.exp(-(h @ self.W2 + self.b2)))
        cost = self.loss(a, y)
        d2 = (a - y) / len(y)
        gW2 = h.T @ d2 + self.lam * self.W2
        gb2 = d2.sum(axis=0, keepdims=True)
        d1 = d2 @ self.W2.T * (1 - h ** 2)
        gW1 = x.T @ d1 + self.lam * self.W1
        gb1 = d1.sum(axis=0, keepdims=True)
        self.W1 -= lr * gW1
        self.b1 -= lr * gb1
        self.W2 -= lr * gW2
        self.b2 -= lr * gb2
        return cost
r = np.random.RandomState(7)
x = r.randn(40, 3)
y = (x[:, :1] > 0).astype(float)
net = Net()
for i in range(50):
    c = net.step(x, y, 0.3)
print(c)
