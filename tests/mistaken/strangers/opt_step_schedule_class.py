import numpy as np
from math import floor

# learning rate is halved every 50 epochs; minibatches; columns = samples

class StepDecay:
    def __init__(self, start, every, factor):
        self.start, self.every, self.factor = start, every, factor

    def __call__(self, epoch):
        return self.start * self.factor ** floor(epoch / self.every)


class TwoLayer:
    def __init__(self, d, h, k, gen):
        self.A = gen.normal(0, 1 / np.sqrt(d), (h, d))
        self.a = np.zeros((h, 1))
        self.B = gen.normal(0, 1 / np.sqrt(h), (k, h))
        self.b = np.zeros((k, 1))

    def forward(self, x):
        self.x = x
        self.h = np.tanh(self.A @ x + self.a)
        return self.B @ self.h + self.b

    def learn(self, x, y, lr):
        m = x.shape[1]
        out = self.forward(x)
        loss = 0.5 * np.sum((out - y) ** 2) / m
        delta = (out - y) / m
        for weight, bias, inp in ((self.B, self.b, self.h), (self.A, self.a, self.x)):
            weight -= lr * (delta @ inp.T)
            bias -= lr * delta.sum(axis=1, keepdims=True)
            if inp is self.h:
                delta = (weight.T @ delta) * (1 - inp ** 2)
        return loss


gen = np.random.default_rng(909)
X = gen.uniform(-1, 1, (3, 36))
Y = np.vstack([X[0] * X[1], X[2] ** 2]) + gen.normal(0, 0.01, (2, 36))
net = TwoLayer(3, 8, 2, gen)
rate = StepDecay(0.4, 50, 0.5)
for epoch in range(151):
    cols = gen.permutation(36)
    s = 0
    for j in range(0, 36, 12):
        part = net.learn(X[:, cols[j:j + 12]], Y[:, cols[j:j + 12]], rate(epoch))
        s += part
    if epoch % 50 == 0:
        print(f"epoch {epoch}, lr {rate(epoch)}, loss {s / 3}")
