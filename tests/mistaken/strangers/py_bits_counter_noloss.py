import math
import random

random.seed(8)
# learn "at least two of three bits set"
patterns = [[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)]
H = 4
w_ih = []
for i in range(3):
    w_ih.append([random.uniform(-0.5, 0.5) for _ in range(H)])
w_ho = [random.uniform(-0.5, 0.5) for _ in range(H)]
rate = 0.4

def tanh_slope(v):
    return 1.0 - v * v

for sweep in range(500):
    for bits in patterns:
        want = 1.0 if sum(bits) >= 2 else -1.0
        hid = [0.0] * H
        for j in range(H):
            s = 0.0
            for i in range(3):
                s += bits[i] * w_ih[i][j]
            hid[j] = math.tanh(s)
        y = math.tanh(sum(hid[j] * w_ho[j] for j in range(H)))

        d_out = (want - y) * tanh_slope(y)
        d_hid = [0.0] * H
        for j in range(H):
            d_hid[j] = d_out * w_ho[j] * tanh_slope(y)

        for j in range(H):
            w_ho[j] += rate * d_out * hid[j]
            for i in range(3):
                w_ih[i][j] += rate * d_hid[j] * bits[i]

for bits in patterns:
    hid = [math.tanh(sum(bits[i] * w_ih[i][j] for i in range(3))) for j in range(H)]
    print(bits, round(math.tanh(sum(h * w for h, w in zip(hid, w_ho))), 2))
