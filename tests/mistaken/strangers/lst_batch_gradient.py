import math
import random

random.seed(15)
xs = [i / 10 for i in range(-10, 11)]
ys = [x ** 3 - 0.5 * x + random.gauss(0, 0.02) for x in xs]
n = len(xs)

hidden = 5
w = [[random.gauss(0, 1), random.gauss(0, 1)] for _ in range(hidden)]   # weight, bias
v = [random.gauss(0, 0.5) for _ in range(hidden + 1)]                     # last one is the bias
eta = 0.002

grad_w = [[0.0, 0.0] for _ in range(hidden)]
grad_v = [0.0] * (hidden + 1)
for epoch in range(200):
    mse = 0.0
    for x, y in zip(xs, ys):
        h = [math.tanh(a * x + b) for a, b in w]
        out = v[-1] + sum(p * q for p, q in zip(v, h))
        mse += (out - y) ** 2 / n

        d = 2 * (out - y) / n
        for k, hk in enumerate(h):
            grad_v[k] += d * hk
            dk = d * v[k] * (1 - hk ** 2)
            grad_w[k][0] += dk * x
            grad_w[k][1] += dk
        grad_v[-1] += d

    for k in range(hidden):
        w[k][0] -= eta * grad_w[k][0]
        w[k][1] -= eta * grad_w[k][1]
        v[k] -= eta * grad_v[k]
    v[-1] -= eta * grad_v[-1]

    if epoch % 20 == 0:
        print("epoch", epoch, "mse", mse)
