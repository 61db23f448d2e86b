from math import exp
from random import uniform, seed

seed(13)

def sig(t):
    return 1 / (1 + exp(-t))

patterns = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]
n_hidden = 3
# each hidden neuron: two weights and a bias
hidden_w = [[uniform(-1, 1), uniform(-1, 1)] for _ in range(n_hidden)]
hidden_b = [uniform(-1, 1) for _ in range(n_hidden)]
out_w = [uniform(-1, 1) for _ in range(n_hidden)]
out_b = uniform(-1, 1)
eta = 0.7

for cycle in range(2000):
    error_sum = 0.0
    g_hw = [[0.0, 0.0] for _ in range(n_hidden)]
    g_hb = [0.0] * n_hidden
    g_ow = [0.0] * n_hidden
    g_ob = 0.0
    for x, wanted in patterns:
        h = [sig(w[0] * x[0] + w[1] * x[1] + b) for w, b in zip(hidden_w, hidden_b)]
        o = sig(sum(w * v for w, v in zip(out_w, h)) + out_b)
        error_sum += 0.5 * (wanted - o) ** 2

        d_o = (o - wanted) * o * (1 - o)
        g_ob += d_o
        for j in range(n_hidden):
            g_ow[j] += d_o * h[j]
            d_h = d_o * out_w[j]
            g_hb[j] += d_h
            for k in range(2):
                g_hw[j][k] += d_h * x[k]

    for j in range(n_hidden):
        out_w[j] -= eta * g_ow[j]
        hidden_b[j] -= eta * g_hb[j]
        for k in range(2):
            hidden_w[j][k] -= eta * g_hw[j][k]
    out_b -= eta * g_ob
    if cycle % 500 == 0:
        print('cycle', cycle, 'error', round(error_sum, 4))
