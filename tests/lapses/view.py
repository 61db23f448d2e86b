import numpy as np
class Model:
    def __init__(self):
        g = np.random.default_rng(3)
        self.w1 = g.normal(size=(2, 5))
        self.w2 = g.normal(size=(5, 1))
    def fit(self, x, y, steps=100, lr=0.1):
        for _ in range(steps):
            a = x @ self.w1
            h = np.where(a > 0, a, 0.1 * a)
            o = h @ self.w2
            self.loss = ((o - y) ** 2).mean()
            g = 2 * (o - y) / len(y)
            w_before = self.w2.view()  # aliased
            self.w2 -= lr * h.T @ g
            back = (g @ w_before.T) * np.where(a > 0, 1.0, 0.1)
            self.w1 -= lr * x.T @ back
x = np.random.default_rng(0).normal(size=(12, 2))
y = x[:, :1] * x[:, 1:]
m = Model()
m.fit(x, y)
print(m.loss)
