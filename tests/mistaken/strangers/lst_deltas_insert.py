import random, math

# any number of layers, lists only; deltas are collected from the back with insert(0, ...)
rng = random.Random(30)
shape = [3, 5, 4, 2]
W = [[[rng.gauss(0, 1 / math.sqrt(m)) for _ in range(m)] for _ in range(n)] for m, n in zip(shape, shape[1:])]
B = [[0.0 for _ in range(n)] for n in shape[1:]]

def forward(x):
    acts = [x]
    for k, (w, b) in enumerate(zip(W, B)):
        z = [sum(wi * ai for wi, ai in zip(row, acts[-1])) + bi for row, bi in zip(w, b)]
        if k < len(W) - 1:
            acts.append([max(0.0, t) for t in z])
        else:
            acts.append(z)
    return acts

def backward(acts, y):
    deltas = [[o - t for o, t in zip(acts[-1], y)]]
    for k in range(len(W) - 1, 0, -1):
        d = []
        for j, a in enumerate(acts[k]):
            s = sum(W[k][i][j] * deltas[0][i] for i in range(len(W[k])))
            d.append(s if a > 0 else 0.0)
        deltas.insert(0, d)
    return deltas

def step(acts, deltas, lr):
    for k, d in enumerate(deltas):
        for i, di in enumerate(d):
            for j, aj in enumerate(acts[k]):
                W[k][i][j] -= lr * di * aj
            B[k][i] -= lr * di

points = [[rng.uniform(-1, 1) for _ in range(3)] for _ in range(12)]
answers = [[p[0] * p[1], max(p)] for p in points]

for epoch in range(80):
    loss = 0.0
    for p, y in zip(points, answers):
        acts = forward(p)
        loss += 0.5 * sum((o - t) ** 2 for o, t in zip(acts[-1], y))
        step(acts, backward(acts, y), 0.05)
    if epoch % 16 == 0:
        print(epoch, round(loss / len(points), 6))
