import math
import random

# sailing log: wind angle, wind speed, heel -> rudder. Two outputs: rudder and sheet
rng = random.Random(404)
LOG = []
for _ in range(14):
    a, s, k = rng.uniform(-1, 1), rng.uniform(0, 1), rng.uniform(-.5, .5)
    LOG.append(([a, s, k], [0.5 * a * s + k, math.cos(a) - 0.3 * s]))

IN, MID, OUT = 3, 5, 2
w = [[rng.gauss(0, 0.6) for _ in range(MID)] for _ in range(IN)]
w0 = [0.0] * MID
v = [[rng.gauss(0, 0.6) for _ in range(OUT)] for _ in range(MID)]
v0 = [0.0] * OUT
GAIN = 0.05

def trainOnce(x, t):
    z = [sum(x[i] * w[i][m] for i in range(IN)) + w0[m] for m in range(MID)]
    h = [math.tanh(q) for q in z]
    y = [sum(h[m] * v[m][o] for m in range(MID)) + v0[o] for o in range(OUT)]
    e = [yo - to for yo, to in zip(y, t)]
    for m in range(MID):
        back = 0.0
        for o in range(OUT):
            v[m][o] -= GAIN * e[o] * h[m]
            back += e[o] * v[m][o]
        back *= 1 - h[m] * h[m]
        w0[m] -= GAIN * back
        for i in range(IN):
            w[i][m] -= GAIN * back * x[i]
    for o in range(OUT):
        v0[o] -= GAIN * e[o]
    return 0.5 * sum(eo * eo for eo in e)

for trip in range(101):
    summed = 0
    for x, t in LOG:
        part = trainOnce(x, t)
        summed += part
    if trip % 20 == 0:
        print(trip, summed)
