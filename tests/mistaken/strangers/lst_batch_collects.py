# full batch in plain python: collect the gradients over all rows, then one step
from math import tanh
from random import seed, uniform, gauss

seed(123)
rows = []
for _ in range(11):
    u, v = uniform(-1, 1), uniform(-1, 1)
    rows.append((u, v, 0.6 * u - 0.8 * u * v + gauss(0, 0.03)))

n_hidden = 5
w1 = [[uniform(-1, 1) for _ in range(2)] for _ in range(n_hidden)]
b1 = [uniform(-.1, .1) for _ in range(n_hidden)]
w2 = [uniform(-1, 1) for _ in range(n_hidden)]
b2 = [0.0]

g_w1 = [[0.0] * 2 for _ in range(n_hidden)]
g_w2 = [0.0] * n_hidden

for epoch in range(60):
    g_b1 = [0.0] * n_hidden
    g_b2 = 0.0
    for r in range(n_hidden):
        g_w1[r] = [0.0, 0.0]
    loss = 0.0
    for u, v, want in rows:
        h = [tanh(w[0] * u + w[1] * v + b) for w, b in zip(w1, b1)]
        got = sum(a * c for a, c in zip(w2, h)) + b2[0]
        loss += (got - want) ** 2 / len(rows)
        d = 2 * (got - want) / len(rows)
        g_b2 += d
        for r in range(n_hidden):
            g_w2[r] += d * h[r]
            t = d * w2[r] * (1 - h[r] * h[r])
            g_b1[r] += t
            g_w1[r][0] += t * u
            g_w1[r][1] += t * v
    rate = 0.05
    b2[0] -= rate * g_b2
    for r in range(n_hidden):
        w2[r] -= rate * g_w2[r]
        b1[r] -= rate * g_b1[r]
        for c in (0, 1):
            w1[r][c] -= rate * g_w1[r][c]
    if epoch % 10 == 0:
        print("epoch %2d: loss %.6f" % (epoch, loss))
