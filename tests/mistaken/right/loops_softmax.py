import math
import random

rnd = random.Random(5)
CLASSES = 3
FEATURES = 4
X = [[rnd.uniform(-1, 1) for _ in range(FEATURES)] for _ in range(15)]
y = [i % CLASSES for i in range(15)]
W = [[rnd.uniform(-0.5, 0.5) for _ in range(CLASSES)] for _ in range(FEATURES)]
B = [0.0] * CLASSES
lr = 0.1


def scores(x):
    s = []
    for c in range(CLASSES):
        total = B[c]
        for f in range(FEATURES):
            total += x[f] * W[f][c]
        s.append(total)
    return s


def softmax(s):
    top = max(s)
    e = [math.exp(v - top) for v in s]
    z = sum(e)
    return [v / z for v in e]


for epoch in range(100):
    loss = 0.0
    gW = [[0.0 for _ in range(CLASSES)] for _ in range(FEATURES)]
    gB = [0.0 for _ in range(CLASSES)]
    for i in range(len(X)):
        p = softmax(scores(X[i]))
        loss -= math.log(p[y[i]])
        for c in range(CLASSES):
            if c == y[i]:
                d = p[c] - 1
            else:
                d = p[c]
            gB[c] += d
            for f in range(FEATURES):
                gW[f][c] += X[i][f] * d
    for c in range(CLASSES):
        B[c] -= lr * gB[c]
        for f in range(FEATURES):
            W[f][c] -= lr * gW[f][c]

print("Loss after training:", round(loss, 4))
