import math
import random

random.seed(99)
# hours learned, hours slept (both / 10) -> passed?
students = [(0.1, 0.8, 0), (0.2, 0.5, 0), (0.3, 0.9, 1), (0.5, 0.4, 0), (0.5, 0.7, 1), (0.7, 0.6, 1), (0.9, 0.2, 1)]
n = len(students)
H = 3

W = [[random.gauss(0, 1) for _ in range(2)] for _ in range(H)]
b = [0.0] * H
v = [random.gauss(0, 1) for _ in range(H)]
c = 0.0
lr = 1.0

for epoch in range(1500):
    loss = 0.0
    gW = [[0.0, 0.0] for _ in range(H)]
    gb = [0.0] * H
    gv = [0.0] * H
    gc = 0.0
    for x1, x2, passed in students:
        h = [math.tanh(W[k][0] * x1 + W[k][1] * x2 + b[k]) for k in range(H)]
        p = 1 / (1 + math.exp(-(sum(v[k] * h[k] for k in range(H)) + c)))
        loss += -(math.log(p) if passed else math.log(1 - p)) / n
        d = (p - passed) / n
        gc += d
        for k in range(H):
            gv[k] += d * h[k]
            dk = d * v[k] * (1 - h[k] ** 2)
            gb[k] += dk
            gW[k][0] += dk * x1
            gW[k][1] += dk * x2
    # one step with the gradient of the whole class
    c -= lr * gc
    for k in range(H):
        v[k] -= lr * gv[k]
        b[k] -= lr * gb[k]
        for m in range(2):
            W[k][m] -= lr * gW[k][m]
    if epoch % 250 == 0:
        print("epoch", epoch, "loss", loss)
