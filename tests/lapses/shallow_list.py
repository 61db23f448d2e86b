import copy, math, random
random.seed(2)
hid_w = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(4)]
out_w = [[random.uniform(-1, 1) for _ in range(4)] for _ in range(2)]
samples = [([0.3, 0.9, -0.4], [0.2, 0.8]), ([-0.8, 0.1, 0.6], [0.9, 0.1]), ([0.5, -0.6, 0.7], [0.4, 0.6])]
def sig(v):
    return 1 / (1 + math.exp(-v))
def train(x, t, lr):
    h = [sig(sum(w * v for w, v in zip(ws, x))) for ws in hid_w]
    o = [sig(sum(w * v for w, v in zip(ws, h))) for ws in out_w]
    err = sum((a - b) ** 2 for a, b in zip(o, t)) / 2
    old = copy.copy(out_w)  # aliased
    d = [(a - b) * a * (1 - a) for a, b in zip(o, t)]
    for k in range(2):
        for j in range(4):
            out_w[k][j] -= lr * d[k] * h[j]
    for j in range(4):
        back = sum(d[k] * old[k][j] for k in range(2)) * h[j] * (1 - h[j])
        for i in range(3):
            hid_w[j][i] -= lr * back * x[i]
    return err
for epoch in range(100):
    total = 0
    for x, t in samples:
        total += train(x, t, 0.5)
    print(total)
