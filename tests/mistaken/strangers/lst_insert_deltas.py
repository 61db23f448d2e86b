import math, random

random.seed(19)

def rnd():
    return random.random() * 2 - 1

sizes = [2, 4, 3, 1]
net = []
for k in range(1, len(sizes)):
    net.append([[rnd() for _ in range(sizes[k - 1] + 1)] for _ in range(sizes[k])])

def forward(x):
    acts = [x]
    for layer in net:
        prev = acts[-1] + [1.0]
        acts.append([1 / (1 + math.exp(-sum(w * p for w, p in zip(neuron, prev)))) for neuron in layer])
    return acts

def backward(acts, target):
    deltas = []
    deltas.insert(0, [(t - o) * o * (1 - o) for t, o in zip(target, acts[-1])])
    for k in range(len(net) - 2, -1, -1):
        row = []
        for j, a in enumerate(acts[k + 1]):
            s = sum(net[k + 1][i][j] * d for i, d in enumerate(deltas[0]))
            row.append(s * a * (1 - a))
        deltas.insert(0, row)
    return deltas

def update(acts, deltas, lr):
    for k, layer in enumerate(net):
        prev = acts[k] + [1.0]
        for i, neuron in enumerate(layer):
            for j in range(len(neuron)):
                neuron[j] += lr * deltas[k][i] * prev[j]

data = [([0, 0], [0.1]), ([0, 1], [0.9]), ([1, 0], [0.9]), ([1, 1], [0.1])]
for epoch in range(2000):
    err = 0
    for x, t in data:
        acts = forward(x)
        err += sum((a - b) ** 2 for a, b in zip(t, acts[-1])) / 2
        update(acts, backward(acts, t), 0.7)
    if epoch % 400 == 0:
        print(epoch, err)
