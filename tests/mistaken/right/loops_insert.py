# A 2-3-1 network without any library; lists are filled from behind with insert.
import math
import random

random.seed(7)

n_inputs, n_hidden = 2, 3
samples = [[0.1, 0.9], [0.8, 0.3], [0.5, 0.5], [0.9, 0.7], [0.2, 0.4]]
wanted = [a * a - b for a, b in samples]

w_hidden = []
for j in range(n_hidden):
    w_hidden.append([random.uniform(-1, 1) for _ in range(n_inputs)])
b_hidden = [random.uniform(-1, 1) for _ in range(n_hidden)]
w_out = [random.uniform(-1, 1) for _ in range(n_hidden)]
b_out = 0.0
rate = 0.05

for epoch in range(300):
    gw_hidden = [[0.0] * n_inputs for _ in range(n_hidden)]
    gb_hidden = [0.0] * n_hidden
    gw_out = [0.0] * n_hidden
    gb_out = 0.0
    loss = 0.0
    for s in range(len(samples)):
        x = samples[s]
        t = wanted[s]

        hidden = []
        for j in range(n_hidden):
            z = b_hidden[j]
            for k in range(n_inputs):
                z += w_hidden[j][k] * x[k]
            hidden.append(math.tanh(z))
        out = b_out
        for j in range(n_hidden):
            out = out + w_out[j] * hidden[j]
        loss += 0.5 * (out - t) ** 2

        d_out = out - t
        d_hidden = []
        for j in reversed(range(n_hidden)):
            d_hidden.insert(0, d_out * w_out[j] * (1 - hidden[j] ** 2))

        gb_out += d_out
        for j in range(n_hidden):
            gw_out[j] += d_out * hidden[j]
            gb_hidden[j] += d_hidden[j]
            for k in range(n_inputs):
                gw_hidden[j][k] += d_hidden[j] * x[k]

    b_out -= rate * gb_out
    for j in range(n_hidden):
        w_out[j] -= rate * gw_out[j]
        b_hidden[j] -= rate * gb_hidden[j]
        for k in range(n_inputs):
            w_hidden[j][k] -= rate * gw_hidden[j][k]

print("loss:", loss)
