import numpy as np


def relu(a):
    return np.maximum(0, a)


def softmax(a):
    a = a - a.max(axis=1, keepdims=True)
    ea = np.exp(a)
    return ea / ea.sum(axis=1, keepdims=True)


def loss_and_grads(theta, X, labels):
    W1, b1, W2, b2 = theta
    n = len(X)
    h = relu(X @ W1 + b1)
    p = softmax(h @ W2 + b2)
    loss = -np.log(p[np.arange(n), labels]).mean()

    g = p.copy()
    g[np.arange(n), labels] -= 1
    g /= n
    gW2 = h.T @ g
    gb2 = g.sum(0)
    gh = g @ W2.T
    gh[h == 0] = 0          # relu lets nothing through where it was off
    gW1 = X.T @ gh
    gb1 = gh.sum(0)
    return loss, (gW1, gb1, gW2, gb2)


# tiny 3x3 "digits": a bar, a column, a cross
glyphs = np.array([[0, 0, 0, 1, 1, 1, 0, 0, 0],
                   [0, 1, 0, 0, 1, 0, 0, 1, 0],
                   [0, 1, 0, 1, 1, 1, 0, 1, 0]], dtype=float)
rng = np.random.default_rng(8)
labels = rng.integers(0, 3, 50)
X = glyphs[labels] + 0.3 * rng.normal(size=(50, 9))

theta = (0.4 * rng.normal(size=(9, 7)), np.zeros(7), 0.4 * rng.normal(size=(7, 3)), np.zeros(3))
for epoch in range(200):
    loss, grads = loss_and_grads(theta, X, labels)
    theta = tuple(p - 0.5 * g for p, g in zip(theta, grads))
    if epoch % 25 == 0:
        print(epoch, loss)
