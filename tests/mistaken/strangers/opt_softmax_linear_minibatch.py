# Multiclass logistic regression, integer labels, shuffled mini-batches
import numpy as np

SEED = 1001
BATCH = 8
CLASSES = 4

def generate(n, gen):
    labels = gen.integers(0, CLASSES, n)
    corner = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]])
    return corner[labels] + gen.normal(0, 0.6, (n, 2)), labels

def probabilities(x, W, b):
    s = x @ W + b
    s = np.exp(s - s.max(axis=1, keepdims=True))
    return s / s.sum(axis=1, keepdims=True)

def batches(x, y, gen):
    order = gen.permutation(len(x))
    for i in range(0, len(x), BATCH):
        yield x[order[i:i + BATCH]], y[order[i:i + BATCH]]

gen = np.random.default_rng(SEED)
x, y = generate(48, gen)
W = gen.normal(0, 0.1, (2, CLASSES))
b = np.zeros(CLASSES)

lr0 = 0.5
for epoch in range(20):
    lr = lr0 / (1 + 0.1 * epoch)
    total = 0.0
    for xb, yb in batches(x, y, gen):
        n = len(yb)
        p = probabilities(xb, W, b)
        loss = -np.mean(np.log(p[np.arange(n), yb]))
        total += loss * n
        p[np.arange(n), yb] -= 1
        dW = xb.T @ p / n
        db = p.sum(axis=0)
        W -= lr * dW
        b -= lr * db
    if epoch % 4 == 0:
        print('epoch %2d   lr %.3f   loss %.4f' % (epoch, lr, total / len(x)))

print('accuracy', np.mean(probabilities(x, W, b).argmax(axis=1) == y))
