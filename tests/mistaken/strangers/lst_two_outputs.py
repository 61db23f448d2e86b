import math, random
random.seed(12)

def sig(z): return 1 / (1 + math.exp(-z))

# last input is always 1 (bias)
samples = [([0.1, 0.9, 1], [1, 0]),
           ([0.8, 0.2, 1], [0, 1]),
           ([0.3, 0.7, 1], [1, 0]),
           ([0.9, 0.6, 1], [0, 1]),
           ([0.5, 0.5, 1], [1, 1])]
n_hid, n_out = 2, 2
w_hid = [[random.gauss(0, 0.8) for _ in range(3)] for _ in range(n_hid)]
w_out = [[random.gauss(0, 0.8) for _ in range(n_hid)] for _ in range(n_out)]
lr = 0.9

for it in range(1200):
    sse = 0
    for inputs, targets in samples:
        # forward pass
        hid = [sig(sum(w_hid[j][i] * inputs[i] for i in range(3))) for j in range(n_hid)]
        outs = [sig(sum(w_out[k][j] * hid[j] for j in range(n_hid))) for k in range(n_out)]
        sse += sum((targets[k] - outs[k]) ** 2 for k in range(n_out)) / 2

        # backward pass
        d_out = [0.0] * n_out
        for k in range(n_out):
            d_out[k] = (outs[k] - targets[k]) * outs[k] * (1 - outs[k])
        d_hid = [0.0] * n_hid
        for j in range(n_hid):
            back = 0.0
            for k in range(n_out):
                back += d_out[k] * w_out[k][j]
            d_hid[j] = back * outs[j] * (1 - outs[j])

        for k in range(n_out):
            for j in range(n_hid):
                w_out[k][j] -= lr * d_out[k] * hid[j]
        for j in range(n_hid):
            for i in range(3):
                w_hid[j][i] -= lr * d_hid[j] * inputs[i]
    if it % 200 == 0:
        print("iteration", it, " sse", sse)
