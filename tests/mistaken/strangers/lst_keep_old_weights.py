# my lecturer said to keep the OLD output weights for the hidden error
import math
import random

random.seed(44)
LEARN = 0.5

def act(x):
    return 1 / (1 + math.exp(-x))

def dot(u, v):
    return sum(p * q for p, q in zip(u, v))

samples = [([0.1, 0.9, 1.0], [0.9, 0.1]), ([0.8, 0.2, 1.0], [0.1, 0.9]),
           ([0.5, 0.5, 1.0], [0.5, 0.5]), ([0.9, 0.9, 1.0], [0.2, 0.3])]
w1 = [[random.uniform(-.5, .5) for _ in range(3)] for _ in range(4)]
w2 = [[random.uniform(-.5, .5) for _ in range(4)] for _ in range(2)]

for rnd in range(1000):
    total_error = 0
    for x, target in samples:
        h = [act(dot(row, x)) for row in w1]
        y = [act(dot(row, h)) for row in w2]
        total_error += sum((t - o) ** 2 for t, o in zip(target, y)) / 2

        old_w2 = w2[:]
        d2 = [(o - t) * o * (1 - o) for t, o in zip(target, y)]
        for k in range(2):
            for j in range(4):
                w2[k][j] -= LEARN * d2[k] * h[j]

        for j in range(4):
            back = sum(old_w2[k][j] * d2[k] for k in range(2))
            dj = back * h[j] * (1 - h[j])
            for i in range(3):
                w1[j][i] -= LEARN * dj * x[i]
    if rnd % 200 == 0:
        print("round", rnd, "error", total_error)
