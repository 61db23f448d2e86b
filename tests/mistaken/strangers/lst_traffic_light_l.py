from random import uniform, seed
from math import e

# red, yellow, green -> drive or stop ; last input is the constant 1
examples = [
    ([1, 0, 0, 1], [0.0]),
    ([1, 1, 0, 1], [0.0]),
    ([0, 0, 1, 1], [1.0]),
    ([0, 1, 0, 1], [0.0]),
    ([0, 0, 0, 1], [0.5]),
]
seed(8)
ALPHA = 0.3
HID = 3
w_in = [[uniform(-1, 1) for _ in range(4)] for _ in range(HID)]
w_out = [[uniform(-1, 1) for _ in range(HID)]]


def logistic(s):
    return 1 / (1 + e ** -s)


def dot(u, v):
    return sum(a * b for a, b in zip(u, v))


def compute(x):
    hidden = [logistic(dot(row, x)) for row in w_in]
    out = [logistic(dot(row, hidden)) for row in w_out]
    return hidden, out


def teach(x, target):
    hidden, out = compute(x)
    error = sum((t - o) ** 2 for t, o in zip(target, out)) / 2
    out_delta = [o - t for o, t in zip(out, target)]
    hid_delta = []
    for j, h in enumerate(hidden):
        back = sum(d * row[j] for d, row in zip(out_delta, w_out))
        hid_delta.append(back * h * (1 - h))
    for row, d in zip(w_out, out_delta):
        for j in range(HID):
            row[j] -= ALPHA * d * hidden[j]
    for row, d in zip(w_in, hid_delta):
        for i in range(4):
            row[i] -= ALPHA * d * x[i]
    return error


for epoch in range(500):
    s = sum(teach(x, t) for x, t in examples)
    if epoch % 100 == 0:
        print(epoch, "->", s)

for x, t in examples:
    print(x[:3], "wanted", t[0], "got", round(compute(x)[1][0], 2))
