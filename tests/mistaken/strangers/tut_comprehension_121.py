from math import tanh
from random import gauss, seed

seed(121)
xs = [i / 10 - 1 for i in range(21)]
ys = [0.5 * x * x - 0.3 * x for x in xs]
n = len(xs)
w1, b1 = [gauss(0, 1), gauss(0, 1)], [gauss(0, 1), gauss(0, 1)]
w2, b2 = [gauss(0, 1), gauss(0, 1)], gauss(0, 1)

for step in range(800):
    hs = [[tanh(x * w + b) for w, b in zip(w1, b1)] for x in xs]
    os = [sum(h * w for h, w in zip(hh, w2)) + b2 for hh in hs]
    loss = sum((o - y) ** 2 for o, y in zip(os, ys)) / n

    go = [2 / n * (o - y) for o, y in zip(os, ys)]
    gh = [[g * w * (1 - h * h) for w, h in zip(w2, hh)] for g, hh in zip(go, hs)]
    w2 = [w - 0.05 * sum(g * hh[k] for g, hh in zip(go, hs)) for k, w in enumerate(w2)]
    b2 -= 0.05 * sum(go)
    w1 = [w - 0.05 * sum(g[k] * x for g, x in zip(gh, xs)) for k, w in enumerate(w1)]
    b1 = [b - 0.05 * sum(col) for b, col in zip(b1, zip(*gh))]
    if step % 200 == 0:
        print(f"{step=} {loss=:.5f}")

for x, y in zip(xs[::5], ys[::5]):
    h = [tanh(x * w + b) for w, b in zip(w1, b1)]
    print(x, round(y, 3), round(sum(p * q for p, q in zip(h, w2)) + b2, 3))
