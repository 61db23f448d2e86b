# Logistic regression, no libraries: cross-entropy with a penalty on the weights.
import math
import random

rows = []
labels = []
random.seed(11)
for _ in range(21):
    x1, x2, x3 = random.gauss(0, 1), random.gauss(0, 1), random.gauss(0, 1)
    rows.append((x1, x2, x3))
    labels.append(1 if x1 + 0.5 * x2 - x3 + random.gauss(0, 0.5) > 0 else 0)

w = [0.0, 0.0, 0.0]
b = 0.0
lam = 0.05
eta = 0.3
m = len(rows)


def predict(row):
    z = b
    for wi, xi in zip(w, row):
        z += wi * xi
    return 1 / (1 + math.exp(-z))


step = 0
while step < 200:
    cost = 0
    dw = [0.0] * 3
    db = 0.0
    for row, y in zip(rows, labels):
        p = predict(row)
        cost -= y * math.log(p) + (1 - y) * math.log(1 - p)
        err = p - y
        for j in range(3):
            dw[j] += err * row[j]
        db += err
    cost = cost / m
    for j in range(3):
        cost += lam * w[j] ** 2
        dw[j] = dw[j] / m + 2 * lam * w[j]
    db = db / m
    for j in range(3):
        w[j] -= eta * dw[j]
    b -= eta * db
    step += 1

print("weights", w, b)
print("cost", cost)
