"""Two layers in comprehensions only; a batch is a list of rows."""

from math import exp
from random import Random

rng = Random(12)
ROWS, IN, MID, OUT = 13, 2, 4, 3
X = [[rng.uniform(-1, 1) for _ in range(IN)] for _ in range(ROWS)]
T = [[a * b, a + b, abs(a)] for a, b in X]
W1 = [[rng.gauss(0, 0.7) for _ in range(MID)] for _ in range(IN)]
b1 = [rng.gauss(0, 0.7) for _ in range(MID)]
W2 = [[rng.gauss(0, 0.7) for _ in range(OUT)] for _ in range(MID)]
b2 = [rng.gauss(0, 0.7) for _ in range(OUT)]
lr = 0.1


def sigmoid(z):
    return 1 / (1 + exp(-z))


for epoch in range(100):
    H = [[sigmoid(b1[j] + sum(x[k] * W1[k][j] for k in range(IN))) for j in range(MID)] for x in X]
    Y = [[b2[m] + sum(h[j] * W2[j][m] for j in range(MID)) for m in range(OUT)] for h in H]
    loss = sum((y - t) ** 2 for ys, ts in zip(Y, T) for y, t in zip(ys, ts)) / ROWS

    dY = [[2 * (y - t) / ROWS for y, t in zip(ys, ts)] for ys, ts in zip(Y, T)]
    dW2 = [[sum(H[i][j] * dY[i][m] for i in range(ROWS)) for m in range(OUT)] for j in range(MID)]
    db2 = [sum(d[m] for d in dY) for m in range(OUT)]
    dH = [[sum(d[m] * W2[j][m] for m in range(OUT)) for j in range(MID)] for d in dY]
    dZ = [[g * h * (1 - h) for g, h in zip(gs, hs)] for gs, hs in zip(dH, H)]
    dW1 = [[sum(X[i][k] * dZ[i][j] for i in range(ROWS)) for j in range(MID)] for k in range(IN)]
    db1 = [sum(column) for column in zip(*dZ)]

    W1 = [[w - lr * g for w, g in zip(ws, gs)] for ws, gs in zip(W1, dW1)]
    b1 = [b - lr * g for b, g in zip(b1, db1)]
    W2 = [[w - lr * g for w, g in zip(ws, gs)] for ws, gs in zip(W2, dW2)]
    b2 = [b - lr * g for b, g in zip(b2, db2)]

print("loss", loss)
