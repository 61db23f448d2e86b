import math
import random

random.seed(8)
# petal length, petal width -> kind of flower
flowers = [(1.4, 0.2, 0), (1.3, 0.3, 0), (1.6, 0.2, 0), (4.5, 1.5, 1), (4.1, 1.2, 1),
           (3.9, 1.4, 1), (5.9, 2.1, 2), (5.6, 2.4, 2), (6.1, 1.9, 2)]
feats = [[l / 6, w / 2.5] for l, w, _ in flowers]
kinds = [k for _, _, k in flowers]
n = len(flowers)

W = [[random.gauss(0, 0.1) for _ in range(2)] for _ in range(3)]
b = [0.0, 0.0, 0.0]
lr = 1.0

for epoch in range(400):
    loss = 0.0
    gW = [[0.0, 0.0] for _ in range(3)]
    gb = [0.0] * 3
    for x, k in zip(feats, kinds):
        scores = [sum(wi * xi for wi, xi in zip(row, x)) + bi for row, bi in zip(W, b)]
        top = max(scores)
        e = [math.exp(s - top) for s in scores]
        tot = sum(e)
        p = [v / tot for v in e]
        loss -= math.log(p[k]) / n
        for c in range(3):
            d = (p[c] - (1 if c == k else 0)) / n
            gb[c] += d
            for f in range(2):
                gW[c][f] += d * x[f]

    for c in range(3):
        b[c] -= lr * gb[c]
        for f in range(2):
            W[c][f] -= lr * gW[c][f] / n

    if epoch % 100 == 0:
        print("epoch", epoch, "cross-entropy", round(loss, 5))
