import math, random

# a net of any depth only with lists. tanh everywhere
random.seed(33)
sizes = [2, 4, 3, 1]
W = []
B = []
for a, b in zip(sizes[:-1], sizes[1:]):
    W.append([[random.gauss(0, 0.6) for _ in range(a)] for _ in range(b)])
    B.append([0.0] * b)
lr = 0.1
points = [([random.uniform(-1, 1), random.uniform(-1, 1)]) for _ in range(15)]
points = [(p, [0.8 * p[0] * p[1] + random.gauss(0, 0.02)]) for p in points]

for epoch in range(200):
    cost = 0
    for x, t in points:
        acts = [x]
        for w, b in zip(W, B):
            acts.append([math.tanh(sum(wi * ai for wi, ai in zip(row, acts[-1])) + bi)
                         for row, bi in zip(w, b)])
        cost += 0.5 * sum((o - tt) ** 2 for o, tt in zip(acts[-1], t))

        deltas = [[(o - tt) * (1 - o * o) for o, tt in zip(acts[-1], t)]]
        for l in range(len(W) - 1, 0, -1):
            prev = []
            for i in range(sizes[l]):
                s = sum(W[l][j][i] * deltas[0][j] for j in range(sizes[l + 1]))
                prev.append(s * (1 - acts[l][i] ** 2))
            deltas.insert(0, prev)

        for l in range(len(W)):
            for j in range(sizes[l + 1]):
                B[l][j] -= lr * deltas[l][j]
                for i in range(sizes[l]):
                    W[l][j][i] -= lr * deltas[l][j] * acts[l][i]
    if epoch % 20 == 0:
        print("epoch", epoch, "cost", cost)
