from math import exp, log
from random import Random

# did the customer like the coffee?  [strength, milk] -> 0/1
rnd = Random(2024)
cups = [[rnd.random() * 2 - 1, rnd.random() * 2 - 1] for _ in range(18)]
liked = [1 if abs(c[0] - c[1]) < 0.6 else 0 for c in cups]
N = len(cups)
H = 5

hidden_w = [[rnd.gauss(0, 1), rnd.gauss(0, 1)] for _ in range(H)]
hidden_b = [rnd.gauss(0, 0.3) for _ in range(H)]
out_w = [rnd.gauss(0, 1) for _ in range(H)]
out_b = 0.0
step = 0.7

def sigmoid(v):
    return 1 / (1 + exp(-v))

for turn in range(1, 801):
    gw1 = [[0.0, 0.0] for _ in range(H)]
    gb1 = [0.0] * H
    gw2 = [0.0] * H
    gb2 = 0.0
    loss = 0.0
    for cup, y in zip(cups, liked):
        h = [sigmoid(w[0] * cup[0] + w[1] * cup[1] + b) for w, b in zip(hidden_w, hidden_b)]
        p = sigmoid(sum(a * b for a, b in zip(out_w, h)) + out_b)
        loss -= (y * log(p) + (1 - y) * log(1 - p)) / N

        d = (p - y) / N
        gb2 += d
        for k in range(H):
            gw2[k] += d * h[k]
            dk = d * out_w[k] * h[k] * (1 - h[k])
            gb1[k] += dk
            gw1[k][0] += dk * cup[0]
            gw1[k][1] += dk * cup[1]

    out_b -= step * gb2
    out_w = [w - step * g for w, g in zip(out_w, gw2)]
    hidden_b = [b - step * g for b, g in zip(hidden_b, gb1)]
    hidden_w = [[w - step * g for w, g in zip(ws, gs)] for ws, gs in zip(hidden_w, gw1)]
    if turn % 100 == 0:
        print(turn, round(loss, 5))
