"""A recurrent neuron h = tanh(u x + v h + b) that remembers; the same three weights at each time."""

import math

series = [0.5, -0.3, 0.8, 0.1, -0.6, 0.4]
target = [0.25, 0.1, 0.6, 0.45, -0.2, 0.1]
T = len(series)
u, v, b = 0.3, 0.2, 0.1
alpha = 0.1

for iteration in range(200):
    # forward
    h = [0.0]
    for t in range(T):
        h.append(math.tanh(u * series[t] + v * h[t] + b))
    loss = 0
    for t in range(T):
        loss += (h[t + 1] - target[t]) ** 2

    # backward through time
    du = dv = db = 0.0
    dh_next = 0.0
    for t in range(T - 1, -1, -1):
        dh = 2 * (h[t + 1] - target[t]) + dh_next
        dz = dh * (1 - h[t + 1] * h[t + 1])
        du += dz * series[t]
        dv += dz * h[t]
        db += dz
        dh_next = dz * v

    u, v, b = u - alpha * du, v - alpha * dv, b - alpha * db

print("final loss = %.5f" % loss)
