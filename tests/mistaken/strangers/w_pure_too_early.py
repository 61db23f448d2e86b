import math
import random

random.seed(11)
samples = [([random.uniform(-1, 1), random.uniform(-1, 1)], 0.0) for _ in range(20)]
samples = [(x, math.sin(2 * x[0]) * x[1]) for x, _ in samples]
hidden = 5
w_hid = [[random.gauss(0, 1) for _ in range(2)] for _ in range(hidden)]
w_out = [random.gauss(0, 1) for _ in range(hidden)]
eta = 0.1
for epoch in range(50):
    err_sum = 0.0
    for x, target in samples:
        h = []
        for j in range(hidden):
            h.append(math.tanh(w_hid[j][0] * x[0] + w_hid[j][1] * x[1]))
        out = 0.0
        for j in range(hidden):
            out += w_out[j] * h[j]
        L = 0.5 * (out - target) ** 2
        delta = out - target
        for j in range(hidden):
            w_out[j] -= eta * delta * h[j]
        for j in range(hidden):
            dh = delta * w_out[j] * (1 - h[j] ** 2)
            for i in range(2):
                w_hid[j][i] -= eta * dh * x[i]
        err_sum += L
    if epoch % 10 == 0:
        print(epoch, err_sum / len(samples))
