import math
rows = [[0.5, 1.0], [1.5, -0.5], [-0.7, 0.3], [0.2, -1.2], [1.1, 0.9], [-0.4, -0.8], [0.9, 0.1]]
labels = [1, 1, 0, 0, 1, 0, 1]
w = [0.1, -0.2]
b = 0.0
lr = 0.1
grad = [0.0, 0.0]
for epoch in range(50):
    gb = 0.0
    nll = 0.0
    for row, label in zip(rows, labels):
        z = b
        for j in range(2):
            z += w[j] * row[j]
        p = 1 / (1 + math.exp(-z))
        nll -= label * math.log(p) + (1 - label) * math.log(1 - p)
        d = p - label
        for j in range(2):
            grad[j] += d * row[j]  # accumulated
        gb += d
    for j in range(2):
        w[j] -= lr * grad[j]
    b -= lr * gb
    print(epoch, nll)
