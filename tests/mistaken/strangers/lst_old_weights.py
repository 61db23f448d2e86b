import math
import random

random.seed(8)
logistic = lambda z: 1 / (1 + math.exp(-z))

# the EQUIVALENCE table, input 1 first
table = [((1, 0), (0,)), ((0, 1), (0,)), ((1, 1), (1,)), ((0, 0), (1,))]
w_hid = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(3)]
b_hid = [0.1, -0.1, 0.0]
w_out = [[random.uniform(-1, 1) for _ in range(3)]]
b_out = [0.0]
eta = 0.6

for epoch in range(3000):
    E = 0.0
    for x, t in table:
        h = [logistic(sum(a * b for a, b in zip(row, x)) + s) for row, s in zip(w_hid, b_hid)]
        o = [logistic(sum(a * b for a, b in zip(row, h)) + s) for row, s in zip(w_out, b_out)]
        E += sum((ok - tk) ** 2 for ok, tk in zip(o, t)) / 2

        # remember the weights before the update
        w_old = w_out[:]

        d_o = [(ok - tk) * ok * (1 - ok) for ok, tk in zip(o, t)]
        for k in range(len(w_out)):
            for j in range(3):
                w_out[k][j] -= eta * d_o[k] * h[j]
            b_out[k] -= eta * d_o[k]

        for j in range(3):
            back = sum(d_o[k] * w_old[k][j] for k in range(len(w_old)))
            d_h = back * h[j] * (1 - h[j])
            for i in range(2):
                w_hid[j][i] -= eta * d_h * x[i]
            b_hid[j] -= eta * d_h
    if epoch % 600 == 0:
        print("epoch", epoch, "E", E)
