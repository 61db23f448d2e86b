# A 2-3-2 network, matrix helpers written by hand (no numpy on the school computers)
from math import exp, log
import random
random.seed(1)

def matmul(a, b):
    return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]

def T(a):
    return [list(r) for r in zip(*a)]

def addrow(a, v):
    return [[x + y for x, y in zip(r, v)] for r in a]

def softmax(r):
    m = max(r)
    e = [exp(x - m) for x in r]
    s = sum(e)
    return [x / s for x in e]

X = [[0.1, 0.9], [0.8, 0.3], [0.4, 0.4], [0.9, 0.9], [0.2, 0.1]]
cls = [0, 1, 0, 1, 0]
W1 = [[random.gauss(0, 1) for _ in range(3)] for _ in range(2)]
b1 = [0.0] * 3
W2 = [[random.gauss(0, 1) for _ in range(2)] for _ in range(3)]
b2 = [0.0] * 2

for epoch in range(200):
    Z1 = addrow(matmul(X, W1), b1)
    H = [[max(0.0, z) for z in r] for r in Z1]
    P = [softmax(r) for r in addrow(matmul(H, W2), b2)]
    loss = -sum(log(P[i][k]) for i, k in enumerate(cls)) / len(X)

    D2 = [[(p - (1 if j == cls[i] else 0)) / len(X) for j, p in enumerate(r)] for i, r in enumerate(P)]
    D1 = matmul(D2, T(W2))
    # a unit that put out 0 gets no gradient
    D1 = [[d if h > 0 else 0.0 for d, h in zip(dr, hr)] for dr, hr in zip(D1, H)]
    for W, b, inp, D in ((W2, b2, H, D2), (W1, b1, X, D1)):
        G = matmul(T(inp), D)
        for i, row in enumerate(G):
            for j, g in enumerate(row):
                W[i][j] -= 0.5 * g
        for j, col in enumerate(zip(*D)):
            b[j] -= 0.5 * sum(col)
    if epoch % 50 == 0:
        print(epoch, round(loss, 4))
