"""Loops of every kind: read at once, pass by pass, nested, with conditions, over ragged lists."""

import math

data = [[0.5, 1.5, -1.0], [2.0, -0.5, 0.25], [1.0, 1.0, 1.0], [-2.0, 0.75, 0.1]]
weights = [0.3, -0.7, 1.1]
ragged = [[1.0, 2.0], [3.0], [4.0, 5.0, 6.0]]

dots = []
for row in data:
    total = 0.1
    for x, w in zip(row, weights):
        total += x * w
    dots.append(total)

by_index = [0.0] * len(data)
for i in range(len(data)):
    for j in range(len(weights)):
        by_index[i] = by_index[i] + data[i][j] * weights[j]

running = []
level = 0.0
for d in dots:
    level = 0.5 * level + d
    running.append(level)

differences = []
for i in range(1, len(dots)):
    differences.append(dots[i] - dots[i - 1])

shifted = dots[:]
for i in range(len(shifted) - 1):
    shifted[i + 1] = shifted[i] + 1.0

largest = dots[0]
place = 0
for i, d in enumerate(dots):
    if d > largest:
        largest = d
        place = i

positive = []
for d in dots:
    if d > 0:
        positive.append(d)

relu = []
slope = []
for d in dots:
    if d > 0:
        relu.append(d)
        slope.append(1)
    else:
        relu.append(0.0)
        slope.append(0)

kept = 0.0
for d in dots:
    if d < 0:
        continue
    kept += d * d

sums = [0.0, 0.0, 0.0]
for row in data:
    for j, x in enumerate(row):
        sums[j] += x

grid = [[0.0] * 3 for _ in range(3)]
for row in data:
    for j in range(3):
        for k in range(3):
            grid[j][k] += row[j] * row[k]

turned = [[row[j] for row in data] for j in range(3)]
lengths = [len(r) for r in ragged]
means = [sum(r) / len(r) for r in ragged]
flat = [x for r in ragged for x in r]
squares = [x**2 for x in flat if x > 2]

backward = []
for d in reversed(dots):
    backward.insert(0, d * 2)

count = 0
for row in data:
    for x in row:
        if x > 0:
            count += 1

signs = [1.0 if d > 0 else -1.0 for d in dots]
exps = [math.exp(d) for d in dots]
soft = [e / sum(exps) for e in exps]
top = max(dots)
safe = [math.exp(d - top) for d in dots]


def sigmoid(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    e = math.exp(z)
    return e / (1 + e)


outs = [sigmoid(d) for d in dots]


def nested(z, flag=False):
    if flag:
        return z * (1 - z)
    if z > 1:
        if z > 2:
            return 2.0
        return 1.0
    elif z < -1:
        return -1.0
    return z


bounded = [nested(d) for d in dots]
slopes = [nested(o, flag=True) for o in outs]

steps = 0
value = 10.0
while value > 1:
    value /= 2
    steps += 1

layers = [[[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]], [[0.7, 0.8]]]
signal = [1.0, -1.0]
trail = [signal]
for layer in layers:
    fresh = []
    for neuron in layer:
        s = 0.0
        for x, w in zip(signal, neuron):
            s += x * w
        fresh.append(math.tanh(s))
    signal = fresh
    trail.append(signal)

state = 0.0
for row in data:
    for x in row:
        state = math.tanh(0.5 * state + x)

both = 0.0
other = 1.0
for d in dots:
    both += d
    other *= 1.5
mean = both / len(dots)

matrix = []
for i in range(3):
    matrix.append([])
    for j in range(2):
        matrix[i].append(i * 10 + j)

pairs = {}
for i, d in enumerate(dots):
    pairs["d" + str(i)] = d

total_of_sums = sum(sum(row) for row in data)
weighted = sum(w * sum(row[j] for row in data) for j, w in enumerate(weights))
any_negative = any(d < 0 for d in dots)
accumulated = 0
for i in range(2):
    for d in dots:
        accumulated += d * (i + 1)
last = None
for d in dots:
    last = d
half = 0.0
for k in range(0, 4, 2):
    half += dots[k]
index_sum = 0
for i in range(5):
    index_sum += i
