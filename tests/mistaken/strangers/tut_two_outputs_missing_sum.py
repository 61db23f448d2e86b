# one input, two hidden units, two outputs (sin and cos of the input)
import math
import random

random.seed(90)
pairs = [(k / 5, [math.sin(k / 5), math.cos(k / 5)]) for k in range(-5, 6)]
w1 = [random.gauss(0, 1) for _ in range(2)]
b1 = [random.gauss(0, 1) for _ in range(2)]
w2 = [[random.gauss(0, 1) for _ in range(2)] for _ in range(2)]   # w2[unit][output]
b2 = [0.0, 0.0]
lr = 0.05


def tanh_prime(y):
    """slope of tanh, written with its value y"""
    return 1 - y ** 2


for epoch in range(400):
    for xi, yi in pairs:
        hid = [math.tanh(w * xi + b) for w, b in zip(w1, b1)]
        out = [sum(hid[j] * w2[j][k] for j in range(2)) + b2[k] for k in range(2)]
        g_out = [o - t for o, t in zip(out, yi)]
        g_hid = [g_out[0] * w2[j][0] * tanh_prime(hid[j]) for j in range(2)]
        w2 = [[w2[j][k] - lr * g_out[k] * hid[j] for k in range(2)] for j in range(2)]
        b2 = [b - lr * g for b, g in zip(b2, g_out)]
        w1 = [w - lr * g * xi for w, g in zip(w1, g_hid)]
        b1 = [b - lr * g for b, g in zip(b1, g_hid)]

for xi, yi in pairs[::5]:
    hid = [math.tanh(w * xi + b) for w, b in zip(w1, b1)]
    print(xi, [round(sum(hid[j] * w2[j][k] for j in range(2)) + b2[k], 3) for k in range(2)], yi)
