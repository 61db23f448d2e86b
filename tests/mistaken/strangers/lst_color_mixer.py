# RGB colour -> (warm, bright). learning backprop by doing, no libs
import math
import random

random.seed(2)
colors = []
for k in range(16):
    r, g, b = random.random(), random.random(), random.random()
    colors.append(([r, g, b], [0.5 + 0.4 * (r - b), 0.2126 * r + 0.7152 * g + 0.0722 * b]))

n_in, n_hid, n_out = 3, 5, 2
W1 = [[random.gauss(0, 0.7) for _ in range(n_hid)] for _ in range(n_in)]
b1 = [0.0 for _ in range(n_hid)]
W2 = [[random.gauss(0, 0.7) for _ in range(n_out)] for _ in range(n_hid)]
b2 = [0.0 for _ in range(n_out)]
lr = 0.1

def train_one(x, y):
    # forward
    h = [0.0] * n_hid
    for j in range(n_hid):
        z = b1[j]
        for i in range(n_in):
            z += x[i] * W1[i][j]
        h[j] = math.tanh(z)
    o = [0.0] * n_out
    for k in range(n_out):
        z = b2[k]
        for j in range(n_hid):
            z += h[j] * W2[j][k]
        o[k] = z
    loss = sum((o[k] - y[k]) ** 2 for k in range(n_out))

    # backward
    go = [2 * (o[k] - y[k]) for k in range(n_out)]
    gh = [0.0] * n_hid
    for j in range(n_hid):
        for k in range(n_out):
            gh[j] = go[k] * W2[j][k]
        gh[j] *= 1 - h[j] ** 2

    for j in range(n_hid):
        for k in range(n_out):
            W2[j][k] -= lr * go[k] * h[j]
    for k in range(n_out):
        b2[k] -= lr * go[k]
    for i in range(n_in):
        for j in range(n_hid):
            W1[i][j] -= lr * gh[j] * x[i]
    for j in range(n_hid):
        b1[j] -= lr * gh[j]
    return loss

for epoch in range(200):
    total = 0
    for x, y in colors:
        total += train_one(x, y)
    if epoch % 40 == 0:
        print("epoch", epoch, "loss", total / len(colors))
