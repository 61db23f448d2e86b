import random
import math

def sigmoid(x):
    return 1 / (1 + math.exp(-x))

random.seed(0)
training = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]
N_HIDDEN = 3
hidden_w = [[random.uniform(-1, 1) for i in range(2)] for j in range(N_HIDDEN)]
hidden_b = [random.uniform(-1, 1) for j in range(N_HIDDEN)]
out_w = [random.uniform(-1, 1) for j in range(N_HIDDEN)]
out_b = random.uniform(-1, 1)
rate = 0.5

for epoch in range(4000):
    err_sum = 0.0
    for inp, target in training:
        # forward
        hid = []
        for j in range(N_HIDDEN):
            total = hidden_b[j]
            for i in range(2):
                total += hidden_w[j][i] * inp[i]
            hid.append(sigmoid(total))
        total = out_b
        for j in range(N_HIDDEN):
            total += out_w[j] * hid[j]
        out = sigmoid(total)
        err_sum += 0.5 * (target - out) ** 2

        # backward
        d_out = (out - target) * out * (1 - out)
        d_hid = []
        for j in range(N_HIDDEN):
            d_hid.append(d_out * out_w[j] * hid[j] * (1 - hid[j]))

        # update
        for j in range(N_HIDDEN):
            out_w[j] -= rate * d_out * out
        out_b -= rate * d_out
        for j in range(N_HIDDEN):
            for i in range(2):
                hidden_w[j][i] -= rate * d_hid[j] * inp[i]
            hidden_b[j] -= rate * d_hid[j]

    if epoch % 800 == 0:
        print("epoch", epoch, "error", err_sum)
