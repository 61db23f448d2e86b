import random
from math import exp, log

random.seed(81)
# r, g, b -> stop / wait / go
samples = [([0.9, 0.1, 0.1], 0), ([0.8, 0.2, 0.0], 0), ([0.9, 0.8, 0.1], 1),
           ([0.8, 0.7, 0.2], 1), ([0.1, 0.9, 0.2], 2), ([0.2, 0.8, 0.1], 2)]

wh = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(4)]
bh = [0.0 for _ in range(4)]
wo = [[random.uniform(-1, 1) for _ in range(4)] for _ in range(3)]
bo = [0.0 for _ in range(3)]
mu = 0.2

for epoch in range(400):
    nll = 0.0
    for colour, answer in samples:
        hidden = [1 / (1 + exp(-(sum(w * c for w, c in zip(row, colour)) + b)))
                  for row, b in zip(wh, bh)]
        scores = [sum(w * h for w, h in zip(row, hidden)) + b for row, b in zip(wo, bo)]
        biggest = max(scores)
        exps = [exp(v - biggest) for v in scores]
        probs = [v / sum(exps) for v in exps]
        nll += -log(probs[answer])

        dscore = [p - (1 if k == answer else 0) for k, p in enumerate(probs)]
        dhidden = [0.0] * 4
        for k, dk in enumerate(dscore):
            for j in range(4):
                dhidden[j] = dk * wo[k][j]

        for j, h in enumerate(hidden):
            dz = dhidden[j] * h * (1 - h)
            bh[j] -= mu * dz
            for i, c in enumerate(colour):
                wh[j][i] -= mu * dz * c
        for k, dk in enumerate(dscore):
            bo[k] -= mu * dk
            for j, h in enumerate(hidden):
                wo[k][j] -= mu * dk * h
    if epoch % 50 == 0:
        print(epoch, nll / len(samples))
