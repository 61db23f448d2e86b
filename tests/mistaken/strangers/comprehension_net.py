# everything as comprehensions: 2-3-2, sigmoid, half squared error
from math import exp
from random import seed, uniform

seed(5)
sg = lambda z: 1 / (1 + exp(-z))
dot = lambda p, q: sum(a * b for a, b in zip(p, q))

V = [[uniform(-1, 1) for _ in range(3)] for _ in range(3)]     # 3 hidden units: 2 inputs + bias
U = [[uniform(-1, 1) for _ in range(4)] for _ in range(2)]     # 2 outputs: 3 hidden + bias
table = {(0, 0): (0, 1), (0, 1): (1, 0), (1, 0): (1, 0), (1, 1): (0, 1), (.5, .5): (.5, .5)}

for rnd in range(500):
    ins = [list(k) + [1] for k in table]
    outs = [list(v) for v in table.values()]
    hid = [[sg(dot(row, x)) for row in V] + [1] for x in ins]
    res = [[sg(dot(row, h)) for row in U] for h in hid]
    E = sum((r - t) ** 2 for rr, tt in zip(res, outs) for r, t in zip(rr, tt)) / 2

    d2 = [[(r - t) for r, t in zip(rr, tt)] for rr, tt in zip(res, outs)]
    d1 = [[h[j] * (1 - h[j]) * sum(d[k] * U[k][j] for k in range(2)) for j in range(3)] for d, h in zip(d2, hid)]

    U = [[u - 0.4 * sum(d[k] * h[j] for d, h in zip(d2, hid)) for j, u in enumerate(row)] for k, row in enumerate(U)]
    V = [[v - 0.4 * sum(d[j] * x[i] for d, x in zip(d1, ins)) for i, v in enumerate(row)] for j, row in enumerate(V)]
    if rnd % 100 == 0:
        print(rnd, round(E, 4))

print([[round(v, 2) for v in r] for r in res])
