import random
import math

random.seed(0)
K = 6
a = [random.gauss(0, 2) for i in range(K)]
b = [random.gauss(0, 1) for i in range(K)]
c = [random.gauss(0, 0.5) for i in range(K)]
d = 0.0
lr = 0.05

xs = [i / 10 for i in range(-15, 16)]
ys = [math.sin(2 * x) + random.gauss(0, 0.05) for x in xs]

# y ~ sum_k c_k tanh(a_k x + b_k) + d
for ep in range(150):
    tot = 0
    for x, y in zip(xs, ys):
        t = [math.tanh(a[k] * x + b[k]) for k in range(K)]
        o = sum(c[k] * t[k] for k in range(K)) + d
        diff = o - y
        tot += diff * diff / 2
        d -= lr * diff
        for k in range(K):
            c[k] -= lr * diff * t[k]
            slope = diff * c[k] * (1 - t[k] ** 2)
            a[k] -= lr * slope * x
            b[k] -= lr * slope
    if ep % 15 == 0:
        print("%3d %.4f" % (ep, tot / len(xs)))
