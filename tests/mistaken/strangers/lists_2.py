import math
import random

random.seed(3)
sizes = [2, 4, 3, 2]
L = len(sizes) - 1
Ws = [[[random.gauss(0, 0.7) for _ in range(sizes[l])] for _ in range(sizes[l + 1])] for l in range(L)]
Bs = [[random.gauss(0, 0.1) for _ in range(sizes[l + 1])] for l in range(L)]


def f(z):
    return math.log(1 + math.exp(z))


def df(z):
    return 1 / (1 + math.exp(-z))


def forward(x):
    zs, acts = [], [x]
    for l in range(L):
        z = []
        for j in range(sizes[l + 1]):
            z.append(sum(Ws[l][j][i] * acts[l][i] for i in range(sizes[l])) + Bs[l][j])
        zs.append(z)
        if l < L - 1:
            acts.append([f(v) for v in z])
        else:
            acts.append(z)  # the last layer is linear
    return zs, acts


def backward(zs, acts, t):
    """Gradients of half the squared error of one sample."""
    gW, gB = [], []
    delta = [acts[L][j] - t[j] for j in range(sizes[L])]
    for l in reversed(range(L)):
        gW.insert(0, [[delta[j] * acts[l][i] for i in range(sizes[l])] for j in range(sizes[l + 1])])
        gB.insert(0, delta)
        if l > 0:
            back = []
            for i in range(sizes[l]):
                back.append(sum(Ws[l][j][i] * delta[j] for j in range(sizes[l + 1])))
            delta = [back[i] * df(acts[l][i]) for i in range(sizes[l])]
    return gW, gB


samples = []
for _ in range(15):
    p, q = random.uniform(-1, 1), random.uniform(-1, 1)
    samples.append(([p, q], [p * q, p - q]))

lr = 0.1
for epoch in range(60):
    total = 0.0
    for x, t in samples:
        zs, acts = forward(x)
        err = 0.5 * sum((acts[L][j] - t[j]) ** 2 for j in range(sizes[L]))
        total += err
        gW, gB = backward(zs, acts, t)
        for l in range(L):
            for j in range(sizes[l + 1]):
                for i in range(sizes[l]):
                    Ws[l][j][i] -= lr * gW[l][j][i]
                Bs[l][j] -= lr * gB[l][j]
    if epoch % 20 == 0:
        print("epoch", epoch, "error", total / len(samples))
