# One neuron on powers of x, fitted with the pseudo-Huber loss. No libraries.
import math
import random

random.seed(12)
xs = [i / 10 - 1.5 for i in range(31)]
ys = [0.5 * x ** 3 - x + 0.3 + random.gauss(0, 0.1) for x in xs]
n = len(xs)
DEGREE = 3


def features(x):
    return [x ** k for k in range(1, DEGREE + 1)]


def neuron(w, b, phi):
    return sum(wi * pi for wi, pi in zip(w, phi)) + b


w = [random.uniform(-1, 1) for _ in range(DEGREE)]
b = random.uniform(-1, 1)
lr = 0.1
lam = 0.01
gw = [0.0] * DEGREE
gb = 0.0

for epoch in range(200):
    loss = 0.0
    gw = [0.0] * DEGREE
    gb = 0.0
    for x, y in zip(xs, ys):
        phi = features(x)
        r = neuron(w, b, phi) - y
        root = math.sqrt(1 + r * r)
        loss += (root - 1) / n
        slope = r / root / n
        for k in range(DEGREE):
            gw[k] += slope * phi[k]
        gb = slope
    # the penalty keeps the weights small, not the bias
    for k in range(DEGREE):
        loss += lam * w[k] ** 2
        gw[k] += 2 * lam * w[k]
    for k in range(DEGREE):
        w[k] -= lr * gw[k]
    b -= lr * gb
    if epoch % 40 == 0:
        print(epoch, loss)

print("w =", [round(v, 3) for v in w], "b =", round(b, 3))
