"""Stochastic descent in pure Python; the output layer learns first, from a snapshot of its weights."""

import math
import random

random.seed(31)

points = []
for _ in range(17):
    a, b = random.uniform(-1, 1), random.uniform(-1, 1)
    points.append(((a, b), (math.sin(2 * a), a * b)))

hidden_size = 4
V = [[random.uniform(-0.7, 0.7) for _ in range(2)] for _ in range(hidden_size)]
W = [[random.uniform(-0.7, 0.7) for _ in range(hidden_size)] for _ in range(2)]
bias_v = [0.0 for _ in range(hidden_size)]
bias_w = [0.0, 0.0]
mu = 0.1

for sweep in range(30):
    total = 0.0
    for inputs, goals in points:
        h = [0.0] * hidden_size
        for j in range(hidden_size):
            s = bias_v[j]
            for i in range(2):
                s += V[j][i] * inputs[i]
            h[j] = 1.0 / (1.0 + math.exp(-s))
        o = []
        for k in range(2):
            o.append(bias_w[k] + sum(W[k][j] * h[j] for j in range(hidden_size)))
        square = ((o[0] - goals[0]) ** 2 + (o[1] - goals[1]) ** 2) / 2
        total += square

        old_W = [row[:] for row in W]
        err = [o[k] - goals[k] for k in range(2)]
        for k in range(2):
            bias_w[k] -= mu * err[k]
            for j in range(hidden_size):
                W[k][j] -= mu * err[k] * h[j]
        for j in range(hidden_size):
            back = 0.0
            for k in range(2):
                back += err[k] * old_W[k][j]
            delta = back * h[j] * (1 - h[j])
            bias_v[j] -= mu * delta
            for i in range(2):
                V[j][i] -= mu * delta * inputs[i]

print("mean loss", total / len(points))
