# Small net for "is the point above the parabola", pure python.
# I keep the old output weights because the hidden layer needs them.
import math, copy
import random as rd

rd.seed(15)
HIDDEN = 4
state = {
    'hid': [[rd.uniform(-1, 1), rd.uniform(-1, 1), rd.uniform(-1, 1)] for _ in range(HIDDEN)],
    'out': [rd.uniform(-1, 1) for _ in range(HIDDEN + 1)],
}

def logistic(t):
    return 1.0 / (1.0 + math.exp(-t))

def feed(point, state):
    h = [logistic(a * point[0] + b * point[1] + c) for a, b, c in state['hid']]
    h.append(1.0)
    return h, logistic(sum(w * v for w, v in zip(state['out'], h)))

def learn(point, label, state, rate):
    h, p = feed(point, state)
    loss = -math.log(p) if label else -math.log(1 - p)
    err = p - label
    old = copy.copy(state)
    for j in range(HIDDEN + 1):
        state['out'][j] -= rate * err * h[j]
    for j in range(HIDDEN):
        back = err * old['out'][j] * h[j] * (1 - h[j])
        for i, value in enumerate((point[0], point[1], 1.0)):
            state['hid'][j][i] -= rate * back * value
    return loss

cloud = []
while len(cloud) < 15:
    px, py = rd.uniform(-1, 1), rd.uniform(-0.5, 1)
    cloud.append(((px, py), 1 if py > px * px + rd.gauss(0, 0.05) else 0))

for sweep in range(150):
    total = 0.0
    for point, label in cloud:
        total += learn(point, label, state, 0.4)
    if sweep % 30 == 0:
        print("sweep", sweep, "loss", total / len(cloud))
