# spam or not spam, parameters kept in globals because it is short
import numpy as np

np.random.seed(31)
LR = 0.01
words = ["free", "money", "hello", "meeting", "winner"]
X = np.random.poisson(1.0, (40, len(words))).astype(float)
y = (X[:, 0] + X[:, 1] + X[:, 4] > X[:, 2] + X[:, 3] + 1).astype(float).reshape(-1, 1)

w1 = np.random.normal(0, 0.5, (len(words), 3))
c1 = np.zeros((1, 3))
w2 = np.random.normal(0, 0.5, (3, 1))
c2 = np.zeros((1, 1))


def sig(v):
    return 1.0 / (1.0 + np.exp(-v))


def predict(inputs):
    h = sig(inputs @ w1 + c1)
    return h, sig(h @ w2 + c2)


def cross_entropy(p, t):
    return np.mean(-t * np.log(p) - (1 - t) * np.log(1 - p))


def step(h, p):
    global w1, c1, w2, c2
    d2 = p - y
    d1 = d2 @ w2.T * h * (1 - h)
    w2 = w2 - LR * h.T @ d2
    c2 = c2 - LR * d2.sum(axis=0, keepdims=True)
    w1 = w1 - LR * X.T @ d1
    c1 = c1 - LR * d1.sum(axis=0, keepdims=True)


for epoch in range(500):
    h, p = predict(X)
    if epoch % 100 == 0:
        print("epoch", epoch, "mean cross entropy", cross_entropy(p, y))
    step(h, p)

h, p = predict(X)
print("errors:", int(((p > 0.5) != (y > 0.5)).sum()))
