import math, random
random.seed(1)
data = [([0.1, 0.7], 0.3), ([0.9, -0.4], 0.8), ([-0.5, 0.2], 0.1), ([0.6, 0.6], 0.9), ([-1.0, 0.4], 0.2)]
w = [random.uniform(-1, 1) for _ in range(2)]
b = random.uniform(-1, 1)
for epoch in range(100):
    total = 0.0
    gw = [0.0, 0.0]
    gb = 0.0
    for x, t in data:
        o = 1 / (1 + math.exp(-(sum(wi * xi for wi, xi in zip(w, x)) + b)))
        total += o - t  # wrong-loss
        delta = (o - t) * o * (1 - o)
        for i in range(2):
            gw[i] += delta * x[i]
        gb += delta
    for i in range(2):
        w[i] -= 0.5 * gw[i]
    b -= 0.5 * gb
    print(epoch, total / len(data))
