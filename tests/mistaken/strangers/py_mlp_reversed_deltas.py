import math
import random

random.seed(4)
layers = [2, 4, 1]
net = []
biases = []
for n_in, n_out in zip(layers[:-1], layers[1:]):
    net.append([[random.uniform(-1, 1) for _ in range(n_in)] for _ in range(n_out)])
    biases.append([random.uniform(-1, 1) for _ in range(n_out)])

samples = [([0.2, 0.9], [1]), ([0.8, 0.7], [0]), ([0.1, 0.3], [0]), ([0.9, 0.2], [1])]

for epoch in range(800):
    sse = 0.0
    for x, t in samples:
        # feed forward, keep every layer's output
        outs = [x]
        for w, b in zip(net, biases):
            nxt = []
            for row, bj in zip(w, b):
                s = bj
                for wi, oi in zip(row, outs[-1]):
                    s += wi * oi
                nxt.append(1 / (1 + math.exp(-s)))
            outs.append(nxt)
        err = sum((ti - oi) ** 2 for ti, oi in zip(t, outs[-1])) / 2
        sse += err
        # deltas are collected from the back with insert
        deltas = [[(oi - ti) * oi * (1 - oi) for ti, oi in zip(t, outs[-1])]]
        for l in range(len(net) - 1, 0, -1):
            prev = []
            for i, o in enumerate(outs[l]):
                total = 0
                for k, d in enumerate(deltas[0]):
                    total += d * net[l][k][i]
                prev.append(total * o * (1 - o))
            deltas.insert(0, prev)
        # all deltas are known, now the update
        for l in range(len(net)):
            for j in range(len(net[l])):
                for i in range(len(net[l][j])):
                    net[l][j][i] -= 0.5 * deltas[l][j] * outs[l][i]
                biases[l][j] -= 0.5 * deltas[l][j]
    if epoch % 200 == 0:
        print(epoch, sse)
