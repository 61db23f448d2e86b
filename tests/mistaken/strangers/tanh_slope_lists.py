import random
from math import tanh, sqrt

random.seed(33)
def matrix(r, c):
    return [[random.gauss(0, 1 / sqrt(c)) for _ in range(c)] for _ in range(r)]

def tanh_slope(z):
    return 1 - tanh(z) ** 2

X = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(15)]
T = [[x[0] - x[1], x[0] * x[1]] for x in X]

A = matrix(4, 2)
a = [0.0] * 4
B = matrix(2, 4)
b = [0.0] * 2
lr = 0.05

for epoch in range(200):
    gA = [[0.0] * 2 for _ in range(4)]
    ga = [0.0] * 4
    gB = [[0.0] * 4 for _ in range(2)]
    gb = [0.0] * 2
    loss = 0.0
    for x, t in zip(X, T):
        z = [A[j][0] * x[0] + A[j][1] * x[1] + a[j] for j in range(4)]
        h = [tanh(zj) for zj in z]
        y = [sum(B[k][j] * h[j] for j in range(4)) + b[k] for k in range(2)]
        r = [y[k] - t[k] for k in range(2)]
        loss += sum(rk * rk for rk in r)
        for k in range(2):
            gb[k] += 2 * r[k]
            for j in range(4):
                gB[k][j] += 2 * r[k] * h[j]
        for j in range(4):
            s = 2 * sum(r[k] * B[k][j] for k in range(2))
            s *= tanh_slope(h[j])
            ga[j] += s
            gA[j][0] += s * x[0]
            gA[j][1] += s * x[1]
    A = [[w - lr * g for w, g in zip(rw, rg)] for rw, rg in zip(A, gA)]
    a = [w - lr * g for w, g in zip(a, ga)]
    B = [[w - lr * g for w, g in zip(rw, rg)] for rw, rg in zip(B, gB)]
    b = [w - lr * g for w, g in zip(b, gb)]
    if epoch % 50 == 0:
        print(f'{epoch:3d}: {loss:.4f}')
