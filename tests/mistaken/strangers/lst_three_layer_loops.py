# 2 -> 3 -> 3 -> 1, tanh, tanh, linear. Bias = extra constant input 1.0
import math
import random

random.seed(14)
points = [[random.uniform(-1, 1), random.uniform(-1, 1), 1.0] for _ in range(25)]
values = [math.exp(-p[0] ** 2) - 0.4 * p[1] + random.gauss(0, 0.02) for p in points]

def rand_matrix(rows, cols):
    return [[random.uniform(-0.9, 0.9) for _ in range(cols)] for _ in range(rows)]

wa = rand_matrix(3, 3)
wb = rand_matrix(3, 4)
wc = rand_matrix(1, 4)
step_size = 0.05

def layer(w, x):
    return [sum(wi * xi for wi, xi in zip(row, x)) for row in w]

def dtanh(out):
    return 1 - out ** 2

def learn(x, y):
    a = [math.tanh(s) for s in layer(wa, x)] + [1.0]
    b = [math.tanh(s) for s in layer(wb, a)] + [1.0]
    o = layer(wc, b)[0]
    loss = abs(o - y)

    do = o - y
    db = [do * wc[0][j] * dtanh(b[j]) for j in range(3)]
    da = []
    for i in range(3):
        s = 0.0
        for j in range(3):
            s += db[j] * wb[j][i]
        da.append(s * dtanh(b[i]))

    for j in range(4):
        wc[0][j] -= step_size * do * b[j]
    for j in range(3):
        for i in range(4):
            wb[j][i] -= step_size * db[j] * a[i]
    for i in range(3):
        for k in range(3):
            wa[i][k] -= step_size * da[i] * x[k]
    return loss

for epoch in range(60):
    losses = [learn(p, v) for p, v in zip(points, values)]
    if epoch % 10 == 0:
        print("epoch", epoch, "mean abs error", sum(losses) / len(losses))
