import random
from math import exp

# full batch gradient descent, gradients summed in lists
random.seed(5)
xs = [[random.uniform(0, 1) for _ in range(2)] for _ in range(15)]
ys = [0.2 + 0.5 * p * q + random.gauss(0, 0.01) for p, q in xs]
m = len(xs)

H = 4
w = [[random.uniform(-2, 2), random.uniform(-2, 2)] for _ in range(H)]
b = [random.uniform(-1, 1) for _ in range(H)]
v = [random.uniform(-1, 1) for _ in range(H)]
c = 0.0
lr = 0.5

for it in range(300):
    gw = [[0.0, 0.0] for _ in range(H)]
    gb = [0.0] * H
    gv = [0.0] * H
    gc = 0.0
    sq = 0.0
    for x, y in zip(xs, ys):
        hs = [1 / (1 + exp(-(w[j][0] * x[0] + w[j][1] * x[1] + b[j]))) for j in range(H)]
        pred = c + sum(vj * hj for vj, hj in zip(v, hs))
        diff = pred - y
        sq += diff * diff
        gc += 2 * diff / m
        for j in range(H):
            gv[j] += 2 * diff * hs[j] / m
            slope = hs[j] * (1 - hs[j])
            gb[j] += 2 * diff * v[j] * slope / m
            gw[j][0] += 2 * diff * v[j] * slope * x[0] / m
            gw[j][1] += 2 * diff * v[j] * slope * x[1]
    mse = sq / m
    for j in range(H):
        w[j] = [w[j][0] - lr * gw[j][0], w[j][1] - lr * gw[j][1]]
        b[j] -= lr * gb[j]
        v[j] -= lr * gv[j]
    c -= lr * gc
    if it % 50 == 0:
        print("iter", it, "mse", mse)
