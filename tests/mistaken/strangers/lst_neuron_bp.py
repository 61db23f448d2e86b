from random import Random
from math import tanh, exp, log

rnd = Random(64)
LEARNING_RATE = 0.1
HIDDEN = 4
INPUTS = 3

rows = []
for _ in range(24):
    r = [rnd.uniform(-1, 1) for _ in range(INPUTS)]
    rows.append((r, 1 if r[0] * 2 + r[1] - r[2] > rnd.gauss(0, 0.2) else 0))

W1 = [[rnd.gauss(0, 0.6) for _ in range(INPUTS)] for _ in range(HIDDEN)]
B1 = [0.0 for _ in range(HIDDEN)]
W2 = [rnd.gauss(0, 0.6) for _ in range(HIDDEN)]
B2 = 0.0

for epoch in range(1, 101):
    cost = 0.0
    for row, label in rows:
        hidden = [tanh(sum(w * x for w, x in zip(W1[n], row)) + B1[n]) for n in range(HIDDEN)]
        z = sum(w * h for w, h in zip(W2, hidden)) + B2
        prob = 1 / (1 + exp(-z))
        cost -= label * log(prob) + (1 - label) * log(1 - prob)

        error = prob - label
        hidden_error = [error * w for w in W2]

        W2 = [w - LEARNING_RATE * error * h for w, h in zip(W2, hidden)]
        B2 = B2 - LEARNING_RATE * error
        for n in range(HIDDEN):
            W1[n] = [w - LEARNING_RATE * hidden_error[n] * x for w, x in zip(W1[n], row)]
            B1[n] = B1[n] - LEARNING_RATE * hidden_error[n]
    if epoch % 20 == 0:
        print("epoch %3d   cost %.4f" % (epoch, cost))
