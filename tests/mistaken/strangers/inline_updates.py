# 3-4-2 network, stochastic: the weights change after every single example
import math
import random

random.seed(64)
I, H, O = 3, 4, 2
w_ih = [[random.uniform(-1, 1) for i in range(I)] for h in range(H)]
w_ho = [[random.uniform(-1, 1) for h in range(H)] for o in range(O)]
examples = []
for a in (0, 1):
    for b in (0, 1):
        for c in (0, 1):
            examples.append(([a - .5, b - .5, c - .5], [a ^ b, b & c]))
LEARN = 0.5

def squash(v):
    return 1.0 / (1.0 + math.exp(-v))

for epoch in range(300):
    total = 0.0
    for inputs, wanted in examples:
        hid = [squash(sum(w * x for w, x in zip(ws, inputs))) for ws in w_ih]
        out = [squash(sum(w * x for w, x in zip(ws, hid))) for ws in w_ho]
        example_error = sum((o - t) ** 2 for o, t in zip(out, wanted)) / 2
        total += example_error

        hid_err = [0.0] * H
        for k in range(O):
            delta = (out[k] - wanted[k]) * out[k] * (1 - out[k])
            for j in range(H):
                w_ho[k][j] -= LEARN * delta * hid[j]
                hid_err[j] += delta * w_ho[k][j]

        for j in range(H):
            delta = hid_err[j] * hid[j] * (1 - hid[j])
            for i in range(I):
                w_ih[j][i] -= LEARN * delta * inputs[i]
    if epoch % 60 == 0:
        print("epoch", epoch, "error", total)
