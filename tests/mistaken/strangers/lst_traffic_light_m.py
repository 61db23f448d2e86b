import math
import random

random.seed(47)
eta = 0.1
n_in, n_hidden, n_out = 2, 4, 3
w1 = [[random.uniform(-1, 1) for _ in range(n_in)] for _ in range(n_hidden)]
bias1 = [0.0] * n_hidden
w2 = [[random.uniform(-1, 1) for _ in range(n_hidden)] for _ in range(n_out)]
bias2 = [0.0] * n_out


def run(x):
    h = []
    for j in range(n_hidden):
        net = bias1[j] + sum(w1[j][i] * x[i] for i in range(n_in))
        h.append(math.tanh(net))
    o = []
    for k in range(n_out):
        o.append(bias2[k] + sum(w2[k][j] * h[j] for j in range(n_hidden)))
    return h, o


def learn(x, t, h, o):
    delta_out = []
    for k in range(n_out):
        delta_out.append(2 * (o[k] - t[k]))
    # send the error back through w2
    error_hidden = [0.0] * n_hidden
    for k in range(n_out):
        for j in range(n_hidden):
            error_hidden[j] = delta_out[k] * w2[k][j]
    for k in range(n_out):
        for j in range(n_hidden):
            w2[k][j] -= eta * delta_out[k] * h[j]
        bias2[k] -= eta * delta_out[k]
    for j in range(n_hidden):
        delta = error_hidden[j] * (1 - h[j] ** 2)
        for i in range(n_in):
            w1[j][i] -= eta * delta * x[i]
        bias1[j] -= eta * delta


# (speed, distance) -> green / yellow / red
samples = []
for _ in range(20):
    speed, dist = random.random(), random.random()
    r = speed - dist
    samples.append(([speed, dist], [float(r < -0.2), float(-0.2 <= r < 0.2), float(r >= 0.2)]))

for epoch in range(150):
    loss = 0.0
    for x, t in samples:
        h, o = run(x)
        loss += sum((p - q) ** 2 for p, q in zip(o, t))
        learn(x, t, h, o)
    if epoch % 30 == 0:
        print(epoch, loss / len(samples))
