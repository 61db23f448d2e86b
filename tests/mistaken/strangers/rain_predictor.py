# will it rain? three sensors, one tanh unit in front of a sigmoid
import math
import random
random.seed(17)
sensors = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(11)]
rain = [1 if s[0] + 0.5 * s[1] > 0.1 else 0 for s in sensors]
u = [random.uniform(-1, 1) for _ in range(3)]
u0 = 0.1
v, v0 = 0.8, -0.1
n = len(rain)
step_size = 0.8

for k in range(300):
    hs = [math.tanh(u0 + sum(map(lambda a, b: a * b, u, s))) for s in sensors]
    ps = [1 / (1 + math.exp(-(v * h + v0))) for h in hs]
    loss = -sum(math.log(p) if r else math.log(1 - p) for p, r in zip(ps, rain)) / n

    ds = [(p - r) / n for p, r in zip(ps, rain)]
    dv = sum(d * h for d, h in zip(ds, hs))
    dv0 = sum(ds) / len(ds)
    dh = [d * v * (1 - h ** 2) for d, h in zip(ds, hs)]
    du = [sum(d * s[j] for d, s in zip(dh, sensors)) for j in range(3)]
    du0 = sum(dh)

    u = [a - step_size * b for a, b in zip(u, du)]
    u0 -= step_size * du0
    v -= step_size * dv
    v0 -= step_size * dv0
    if k % 60 == 0:
        print(k, round(loss, 4), sum((p > .5) == bool(r) for p, r in zip(ps, rain)), "of", n)
