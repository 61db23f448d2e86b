from math import exp
from random import Random

rnd = Random(33)
train = [((0.0, 0.0), 0), ((0.3, 1.0), 1), ((1.0, 0.2), 1), ((1.0, 1.0), 0)]
w1 = [[rnd.uniform(-2, 2) for _ in range(3)] for _ in range(3)]   # 3 hidden units, bias first
w2 = [[rnd.uniform(-2, 2) for _ in range(4)]]                      # one output, bias first

def sig(a):
    return 1 / (1 + exp(-a))

for epoch in range(1000):
    loss = 0
    for (x1, x2), label in train:
        inp = [1.0, x1, x2]
        h = [1.0] + [sig(sum(a * b for a, b in zip(row, inp))) for row in w1]
        out = sig(sum(a * b for a, b in zip(w2[0], h)))
        loss += (out - label) ** 2

        # keep the old weights for the hidden layer
        old_w2 = w2[:]
        d_out = 2 * (out - label) * out * (1 - out)
        for k in range(len(h)):
            w2[0][k] -= 0.3 * d_out * h[k]
        for j in range(len(w1)):
            d = d_out * old_w2[0][j + 1] * h[j + 1] * (1 - h[j + 1])
            for i in range(3):
                w1[j][i] -= 0.3 * d * inp[i]
    if epoch % 200 == 199:
        print("epoch", epoch + 1, "loss", loss)
