"""Named tuples, a queue that forgets, and a loop that counts without end."""

from collections import namedtuple, deque
from itertools import count
from typing import NamedTuple
import math
import random

class Params(NamedTuple):
    w: float
    u: float
    b: float

Sample = namedtuple("Sample", ["x", "z", "y"])
rng = random.Random(6)
samples = [Sample(x, z, math.sin(x) - 0.5 * z) for x, z in
           ((rng.uniform(-2, 2), rng.expovariate(1.5)) for _ in range(25))]
p = Params(w=rng.gauss(0, 1), u=rng.gauss(0, 1), b=0.0)
recent = deque(maxlen=5)

def predict(p: Params, s: Sample) -> float:
    return math.tanh(p.w * s.x + p.u * s.z + p.b)

for it in count(1):
    total = gw = gu = gb = 0.0
    for s in samples:
        o = predict(p, s)
        e = o - s.y
        total += e * e
        d = 2 * e * (1 - o * o)
        gw += d * s.x
        gu += d * s.z
        gb += d
    p = p._replace(w=p.w - 0.01 * gw, u=p.u - 0.01 * gu, b=p.b - 0.01 * gb)
    recent.append(total)
    if it % 50 == 0:
        print(it, p, "loss", round(total, 5))
    if it >= 400 or (len(recent) == recent.maxlen and max(recent) - min(recent) < 1e-7):
        break
