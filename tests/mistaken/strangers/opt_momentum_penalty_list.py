# Momentum + weight decay, no numpy.  One hidden layer, rows of a small table.
from random import Random
from math import tanh, sqrt

rnd = Random(58)
table = []
for i in range(12):
    a, b, c = (rnd.uniform(-1, 1) for _ in range(3))
    table.append((a, b, c, a * b + 0.5 * c + rnd.gauss(0, 0.02)))

H = 4
U = [[rnd.gauss(0, 1 / sqrt(3)) for _ in range(3)] for _ in range(H)]
V = [rnd.gauss(0, 1 / sqrt(H)) for _ in range(H)]
t = [0.0] * H
mU = [[0.0] * 3 for _ in range(H)]
mV = [0.0] * H
mt = [0.0] * H
LR, MOM, DECAY = 0.05, 0.9, 0.01

def sumsq(values):
    return sum(v * v for v in values)

for epoch in range(80):
    gU = [[2 * DECAY * u for u in row] for row in U]
    gV = [0.0] * H
    gt = [0.0] * H
    loss = DECAY * (sum(sumsq(row) for row in U) + sumsq(V))
    for *x, target in table:
        hid = [tanh(t[j] + sum(u * xi for u, xi in zip(U[j], x))) for j in range(H)]
        diff = sum(v * h for v, h in zip(V, hid)) - target
        loss += diff * diff / len(table)
        g = 2 * diff / len(table)
        for j, h in enumerate(hid):
            gV[j] += g * h
            d = g * V[j] * (1 - h * h)
            gt[j] += d
            for i, xi in enumerate(x):
                gU[j][i] += d * xi
    for j in range(H):
        mV[j] = MOM * mV[j] + gV[j]
        mt[j] = MOM * mt[j] + gt[j]
        V[j] -= LR * mV[j]
        t[j] -= LR * mt[j]
        for i in range(3):
            mU[j][i] = MOM * mU[j][i] + gU[j][i]
            U[j][i] -= LR * mU[j][i]
    if epoch % 16 == 0:
        print("%3d  %.6f" % (epoch, loss))
