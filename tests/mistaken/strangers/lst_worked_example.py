# the worked example with two inputs, two hidden and two output neurons
import math

i = [0.05, 0.10]
target = [0.01, 0.99]
w1 = [[0.15, 0.20], [0.25, 0.30]]     # w1[j][k]: input k -> hidden j
w2 = [[0.40, 0.45], [0.50, 0.55]]     # w2[j][k]: hidden k -> output j
b1 = [0.35, 0.35]
b2 = [0.60, 0.60]
eta = 0.5


def f(x):
    return 1 / (1 + math.exp(-x))


for step in range(1000):
    h = [f(sum(w * x for w, x in zip(row, i)) + b) for row, b in zip(w1, b1)]
    o = [f(sum(w * x for w, x in zip(row, h)) + b) for row, b in zip(w2, b2)]
    total = sum(0.5 * (t - y) ** 2 for t, y in zip(target, o))

    d_o = [(y - t) * y * (1 - y) for t, y in zip(target, o)]
    d_h = [sum(d_o[j] * w2[j][k] for j in range(2)) * h[k] * (1 - h[k]) for k in range(2)]

    for j in range(2):
        for k in range(2):
            w2[j][k] -= eta * d_o[j] * h[k]
            w1[j][k] -= eta * d_h[j] * i[k]
        b2[j] -= eta * d_o[j]
        b1[j] -= eta * d_h[j]

    if step in (0, 1, 9, 99, 999):
        print("after", step + 1, "steps: total error", total)

print("outputs", o)
