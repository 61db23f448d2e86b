# 2-3-1 without NumPy; zip(*m) transposes a matrix
from math import tanh
from random import Random

r = Random(77)
dot = lambda p, q: sum(a * b for a, b in zip(p, q))
transpose = lambda m: [list(c) for c in zip(*m)]

xs = [[r.uniform(-1, 1), r.uniform(-1, 1)] for _ in range(24)]
ts = [x[0] * x[1] + 0.3 for x in xs]

W = [[r.gauss(0, 1) for _ in range(3)] for _ in range(2)]     # inputs x hidden
p = [r.gauss(0, 0.1) for _ in range(3)]
V = [r.gauss(0, 1) for _ in range(3)]
q = 0.0
lr = 0.02

for epoch in range(250):
    hs = [[tanh(dot(x, col) + pj) for col, pj in zip(transpose(W), p)] for x in xs]
    os = [dot(h, V) + q for h in hs]
    loss = 0.5 * sum((t - o) ** 2 for t, o in zip(ts, os))

    ds = [t - o for t, o in zip(ts, os)]                       # minus the gradient
    gs = [[d * v * (1 - h) * (1 + h) for v, h in zip(V, hrow)] for d, hrow in zip(ds, hs)]

    V = [v + lr * dot(ds, hcol) for v, hcol in zip(V, transpose(hs))]
    q += lr * sum(ds)
    W = [[w + lr * dot(xcol, gcol) for w, gcol in zip(row, transpose(gs))] for row, xcol in zip(W, transpose(xs))]
    p = [pj + lr * sum(gcol) for pj, gcol in zip(p, transpose(gs))]

    if epoch % 50 == 0:
        print(epoch, round(loss, 5))
