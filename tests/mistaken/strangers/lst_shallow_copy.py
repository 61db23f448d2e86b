import copy
import math
import random

random.seed(30)
X = [[0.2, 0.7, -0.3], [0.9, -0.4, 0.5], [-0.6, 0.1, 0.8], [-0.2, -0.9, -0.5], [0.5, 0.5, 0.1]]
Y = [[0.4, -0.1], [-0.3, 0.6], [0.2, 0.5], [-0.7, -0.2], [0.3, 0.3]]

W1 = [[random.gauss(0, 0.5) for j in range(4)] for i in range(3)]
B1 = [0.0] * 4
W2 = [[random.gauss(0, 0.5) for k in range(2)] for j in range(4)]
B2 = [0.0] * 2
ALPHA = 0.2

for epoch in range(200):
    epoch_loss = 0
    for x, y in zip(X, Y):
        hid = []
        for j in range(4):
            s = B1[j]
            for i in range(3):
                s += x[i] * W1[i][j]
            hid.append(math.tanh(s))
        out = []
        for k in range(2):
            s = B2[k]
            for j in range(4):
                s += hid[j] * W2[j][k]
            out.append(s)

        diff = [o - t for o, t in zip(out, y)]
        epoch_loss += sum(e * e for e in diff)
        g_out = [2 * e for e in diff]

        W2_old = copy.copy(W2)
        for j in range(4):
            for k in range(2):
                W2[j][k] -= ALPHA * g_out[k] * hid[j]
        for k in range(2):
            B2[k] -= ALPHA * g_out[k]

        for j in range(4):
            g = sum(g_out[k] * W2_old[j][k] for k in range(2)) * (1 - hid[j] ** 2)
            for i in range(3):
                W1[i][j] -= ALPHA * g * x[i]
            B1[j] -= ALPHA * g
    if epoch % 40 == 0:
        print("epoch:", epoch, "loss:", epoch_loss)
