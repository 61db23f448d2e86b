import math
import random


def make_net(sizes):
    net = []
    for n_in, n_out in zip(sizes, sizes[1:]):
        net.append({'w': [[random.uniform(-1, 1) for _ in range(n_in)] for _ in range(n_out)],
                    'b': [random.uniform(-1, 1) for _ in range(n_out)]})
    return net


def forward(net, x):
    acts = [x]
    for layer in net:
        acts.append([math.tanh(sum(w * a for w, a in zip(row, acts[-1])) + b)
                     for row, b in zip(layer['w'], layer['b'])])
    return acts


def backward(net, acts, target):
    deltas = [[(a - t) * (1 - a ** 2) for a, t in zip(acts[-1], target)]]
    for l in range(len(net) - 1, 0, -1):
        w = net[l]['w']
        back = [sum(w[k][j] * deltas[0][k] for k in range(len(w))) for j in range(len(w[0]))]
        deltas.insert(0, [e * (1 - a ** 2) for e, a in zip(back, acts[l])])
    return deltas


def update(net, acts, deltas, lr):
    for layer, a, d in zip(net, acts, deltas):
        for k in range(len(d)):
            for j in range(len(a)):
                layer['w'][k][j] -= lr * d[k] * a[j]
            layer['b'][k] += lr * d[k]


random.seed(3)
points = []
for _ in range(30):
    p = [random.uniform(-1, 1), random.uniform(-1, 1)]
    inside = p[0] ** 2 + p[1] ** 2 < 0.5
    points.append((p, [0.8 if inside else -0.8]))

net = make_net([2, 4, 3, 1])
for epoch in range(200):
    loss = 0
    for x, t in points:
        acts = forward(net, x)
        loss += 0.5 * (acts[-1][0] - t[0]) ** 2
        update(net, acts, backward(net, acts, t), 0.05)
    if epoch % 40 == 0:
        print('epoch', epoch, 'loss', loss / len(points))
