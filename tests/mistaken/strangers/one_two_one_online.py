# 1-2-1 network, sample by sample, every single weight has its own name
from math import tanh
import random

random.seed(64)
w1, w2 = random.gauss(0, 1), random.gauss(0, 1)   # input -> hidden 1, hidden 2
b1, b2 = 0.1, -0.1
v1, v2 = random.gauss(0, 1), random.gauss(0, 1)   # hidden 1, hidden 2 -> output
c = 0.0
samples = [(x / 4, (x / 4) ** 2) for x in range(-4, 5)]
rate = 0.05

for epoch in range(400):
    random.shuffle(samples)
    summe = 0
    for x, t in samples:
        h1, h2 = tanh(w1 * x + b1), tanh(w2 * x + b2)
        y = v1 * h1 + v2 * h2 + c
        loss = (t - y) ** 2
        summe += loss

        e = t - y               # note: the other way round ...
        d1 = e * v1 * (1 - h1 * h1)
        d2 = e * v2 * (1 - h2 * h2)
        c += 2 * rate * e       # ... and therefore plus. The 2 of the square sits here.
        v1 += 2 * rate * e * h1
        v2 += 2 * rate * e * h2
        w1 += 2 * rate * d1 * x
        w2 += 2 * rate * d2 * x
        b1 += 2 * rate * d1
        b2 += 2 * rate * d2
    if epoch % 100 == 0:
        print("epoch", epoch, "mean loss", summe / len(samples))

for x, t in sorted(samples):
    print("%5.2f  %5.2f  %5.2f" % (x, t, v1 * tanh(w1 * x + b1) + v2 * tanh(w2 * x + b2) + c))
