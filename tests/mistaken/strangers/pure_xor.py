import math
import random

random.seed(0)
data = [([0, 0, 1], 0), ([0, 1, 1], 1), ([1, 0, 1], 1), ([1, 1, 1], 0)]   # last 1 is the bias trick
n_hidden = 4
w_h = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(n_hidden)]
w_o = [random.uniform(-1, 1) for _ in range(n_hidden)]


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def feed(x):
    h = [sigmoid(sum(wi * xi for wi, xi in zip(row, x))) for row in w_h]
    o = sigmoid(sum(wi * hi for wi, hi in zip(w_o, h)))
    return h, o


def backprop(x, t):
    h, o = feed(x)
    delta_o = (o - t) * o * (1 - o)
    grad_o = [delta_o * hj for hj in h]
    grad_h = []
    for j in range(n_hidden):
        delta_h = delta_o * w_o[j] * h[j] * (1 - h[j])
        grad_h.append([delta_h * xi for xi in x])
    return grad_o, grad_h


for epoch in range(500):
    total = 0
    for x, t in data:
        total += 0.5 * (feed(x)[1] - t) ** 2
        grad_o, grad_h = backprop(x, t)
        for j in range(n_hidden):
            w_o[j] -= 0.5 * grad_o[j]
            for i in range(3):
                w_h[j][i] -= 0.5 * grad_h[j][i]
    if epoch % 100 == 0:
        print(epoch, total)
for x, t in data:
    print(x, t, round(feed(x)[1], 3))
