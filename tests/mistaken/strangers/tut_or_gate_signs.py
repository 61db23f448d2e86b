import math
import random

random.seed(64)
truth_table = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 1)]   # OR

hidden_layer = [[random.gauss(0, 0.7) for _ in range(2)] for _ in range(3)]
hidden_bias = [0.0, 0.0, 0.0]
out_layer = [random.gauss(0, 0.7) for _ in range(3)]
out_bias = 0.0


def f(z, derivative=False):
    y = 1 / (1 + math.exp(-z))
    return y * (1 - y) if derivative else y


for _ in range(800):
    for row, wanted in truth_table:
        sums = [sum(w * r for w, r in zip(ws, row)) + hb for ws, hb in zip(hidden_layer, hidden_bias)]
        acts = [f(s) for s in sums]
        net = sum(w * a for w, a in zip(out_layer, acts)) + out_bias
        result = f(net)

        d = (wanted - result) * f(net, derivative=True)
        hidden_ds = [d * w * f(s, derivative=True) for w, s in zip(out_layer, sums)]

        out_layer = [w + 0.3 * d * a for w, a in zip(out_layer, acts)]
        out_bias -= 0.3 * d
        hidden_layer = [[w + 0.3 * h * r for w, r in zip(ws, row)] for ws, h in zip(hidden_layer, hidden_ds)]
        hidden_bias = [hb + 0.3 * h for hb, h in zip(hidden_bias, hidden_ds)]

for row, wanted in truth_table:
    acts = [f(sum(w * r for w, r in zip(ws, row)) + hb) for ws, hb in zip(hidden_layer, hidden_bias)]
    print(row, wanted, f(sum(w * a for w, a in zip(out_layer, acts)) + out_bias))
