# logistic regression, no libraries
import math
import random

random.seed(5)
rows = [[random.gauss(0, 1), random.gauss(0, 1), random.gauss(0, 1)] for _ in range(30)]
labels = [1 if r[0] + 0.5 * r[1] > 0 else 0 for r in rows]
w = [0.01, -0.02, 0.03]
b = 0.0
for epoch in range(60):
    loss = 0.0
    grads = [0.0] * 3
    gb = 0.0
    for r, t in zip(rows, labels):
        s = b
        for j in range(3):
            s += w[j] * r[j]
        p = 1.0 / (1.0 + math.exp(-s))
        loss += -(t * math.log(p) + (1 - t) * math.log(1 - p)) / len(rows)
        for j in range(3):
            grads[j] += (p - t) * r[j]
        gb += p - t
    for j in range(3):
        w[j] -= 0.01 * grads[j]
    b -= 0.01 * gb
    if epoch % 20 == 0:
        print("epoch", epoch, "mean loss", loss)
