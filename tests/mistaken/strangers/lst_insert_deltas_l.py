import math, random

# a deep net from nested lists. weights[l][j][i]: from neuron i to neuron j of the next layer
random.seed(42)
SIZES = [2, 4, 3, 1]
RATE = 0.1

weights = [[[random.gauss(0, 1) for _ in range(a)] for _ in range(b)] for a, b in zip(SIZES, SIZES[1:])]
biases = [[0.0] * b for b in SIZES[1:]]
data = []
for _ in range(30):
    x, y = random.uniform(-1, 1), random.uniform(-1, 1)
    data.append(([x, y], [0.6 * math.sin(2 * x) * y + random.gauss(0, 0.02)]))

def forward(x):
    activations = [x]
    for W, B in zip(weights, biases):
        x = [math.tanh(sum(w * v for w, v in zip(row, x)) + b) for row, b in zip(W, B)]
        activations.append(x)
    return activations

def loss(out, target):
    return sum((o - t) ** 2 for o, t in zip(out, target))

def backward(activations, target):
    deltas = [[2 * (o - t) * (1 - o * o) for o, t in zip(activations[-1], target)]]
    for l in range(len(weights) - 1, 0, -1):
        nxt = deltas[0]
        new = []
        for i, a in enumerate(activations[l]):
            s = sum(weights[l][j][i] * nxt[j] for j in range(len(nxt)))
            new.append(s * (1 - a ** 2))
        deltas.insert(0, new)
    return deltas

def update(activations, deltas):
    for l, delta in enumerate(deltas):
        for j, d in enumerate(delta):
            biases[l][j] -= RATE * d
            for i, a in enumerate(activations[l]):
                weights[l][j][i] -= RATE * d * a

for epoch in range(100):
    total = 0.0
    for x, t in data:
        acts = forward(x)
        total += loss(acts[-1], t)
        update(acts, backward(acts, t))
    if epoch % 20 == 0:
        print("epoch", epoch, "mean loss", total / len(data))
