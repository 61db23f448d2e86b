import random
from math import exp

random.seed(5)
gates = [([0, 0, 1], 0.1), ([0, 1, 1], 0.9), ([1, 0, 0.5], 0.9), ([1, 1, 0.2], 0.1)]
rate = 0.7

# 3 inputs, 3 hidden, 1 output
wh = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(3)]
bh = [random.uniform(-1, 1) for _ in range(3)]
wo = [random.uniform(-1, 1) for _ in range(3)]
bo = random.uniform(-1, 1)


def sigmoid(s):
    return 1 / (1 + exp(-s))


for epoch in range(2000):
    total = 0.0
    for (x, t) in gates:
        hidden = []
        for i in range(3):
            s = bh[i]
            for j in range(3):
                s += wh[i][j] * x[j]
            hidden.append(sigmoid(s))
        s = bo
        for i in range(3):
            s += wo[i] * hidden[i]
        out = sigmoid(s)
        total += (out - t) ** 2 / 2

        delta = (out - t) * out * (1 - out)
        hidden_deltas = [delta * wo[i] * hidden[i] * (1 - hidden[i]) for i in range(3)]

        for i in range(3):
            wo[i] -= rate * delta * hidden[i]
            for j in range(3):
                wh[i][j] -= rate * hidden_deltas[i] * hidden[j]
            bh[i] -= rate * hidden_deltas[i]
        bo -= rate * delta
    if epoch % 200 == 0:
        print("Epoch", epoch, "error", total)
