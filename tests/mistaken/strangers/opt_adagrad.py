import numpy as np

class LogReg:
    def __init__(self, d):
        self.w = np.zeros(d)
        self.b = np.zeros(1)
        self.grads = [np.zeros(d), np.zeros(1)]

    def prob(self, X):
        return 1 / (1 + np.exp(-(X @ self.w + self.b)))

    def zero_grad(self):
        for g in self.grads:
            g.fill(0.0)

    def backward(self, X, y):
        p = self.prob(X)
        self.grads[0] += X.T @ (p - y) / len(y)
        self.grads[1] += np.mean(p - y)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

class AdaGrad:
    def __init__(self, model, lr):
        self.model, self.lr = model, lr
        self.G = [np.zeros_like(g) for g in model.grads]

    def step(self):
        for p, g, G in zip((self.model.w, self.model.b), self.model.grads, self.G):
            G += g ** 2
            p -= self.lr * g / (np.sqrt(G) + 1e-8)

np.random.seed(29)
X = np.random.randn(30, 3)
y = (X @ np.array([1.0, -1.0, 0.5]) + 0.3 * np.random.randn(30) > 0).astype(float)

model = LogReg(3)
opt = AdaGrad(model, 0.1)
for epoch in range(20):
    model.zero_grad()
    for i in range(0, 30, 10):
        loss = model.backward(X[i:i + 10], y[i:i + 10])
        opt.step()
    print("epoch", epoch, "loss", loss)
