# "We must use the OLD output weights for the hidden deltas, therefore the copy." -- course notes, week 4
import math
import random

random.seed(21)
NI, NH, NO = 2, 4, 2
wi = [[random.uniform(-0.5, 0.5) for _ in range(NH)] for _ in range(NI)]
wo = [[random.uniform(-0.5, 0.5) for _ in range(NO)] for _ in range(NH)]
patterns = [([0.2, 0.7], [0.1, 0.8]), ([0.9, 0.3], [0.6, 0.2]), ([0.5, 0.5], [0.4, 0.4])]
N = 0.9

def train_one(pattern):
    x, t = pattern
    h = [math.tanh(sum(x[i] * wi[i][j] for i in range(NI))) for j in range(NH)]
    o = [math.tanh(sum(h[j] * wo[j][k] for j in range(NH))) for k in range(NO)]
    err = sum(0.5 * (t[k] - o[k]) ** 2 for k in range(NO))

    od = [(o[k] - t[k]) * (1 - o[k] ** 2) for k in range(NO)]
    wo_old = list(wo)
    for j in range(NH):
        for k in range(NO):
            wo[j][k] -= N * od[k] * h[j]

    hd = []
    for j in range(NH):
        s = 0.0
        for k in range(NO):
            s += od[k] * wo_old[j][k]
        hd.append(s * (1 - h[j] ** 2))
    for i in range(NI):
        for j in range(NH):
            wi[i][j] -= N * hd[j] * x[i]
    return err

for epoch in range(200):
    e = 0.0
    for p in patterns:
        e += train_one(p)
    if epoch % 50 == 0:
        print("error %-.5f" % e)
