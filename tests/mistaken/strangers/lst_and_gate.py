import math
import random

table = [[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 0]]   # a, b, a AND b

def sigmoid(z):
    return 1 / (1 + math.exp(-z))

random.seed(12)
w = [random.gauss(0, 1), random.gauss(0, 1)]
b = 0.0
lr = 0.4

for epoch in range(1001):
    gw = [0.0, 0.0]
    gb = 0.0
    sse = 0.0
    for row in table:
        x, t = row[:2], row[2]
        o = sigmoid(sum(wi * xi for wi, xi in zip(w, x)) + b)
        sse += (o - t) ** 2
        g = 2 * (o - t)
        gw = [gwi + g * xi for gwi, xi in zip(gw, x)]
        gb += g
    w = [wi - lr * gwi for wi, gwi in zip(w, gw)]
    b -= lr * gb
    if epoch % 200 == 0:
        print(epoch, round(sse, 4))

for row in table:
    print(row, round(sigmoid(w[0] * row[0] + w[1] * row[1] + b), 3))
