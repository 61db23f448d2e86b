# fit y = x^2 on [-1, 1] with 1-5-1 tanh network, momentum, no numpy
import math
import random
random.seed(101)

HIDDEN = 5
data = [(i / 10, (i / 10) ** 2) for i in range(-10, 11)]
u = [random.gauss(0, 1) for _ in range(HIDDEN)]    # input -> hidden
p = [random.gauss(0, 1) for _ in range(HIDDEN)]    # hidden biases
v = [random.gauss(0, 0.5) for _ in range(HIDDEN)]  # hidden -> output
q = 0.0                                            # output bias
vel_u, vel_p, vel_v, vel_q = [0] * HIDDEN, [0] * HIDDEN, [0] * HIDDEN, 0
MU, ETA = 0.8, 0.1

for epoch in range(400):
    step_u, step_p, step_v, step_q = [0] * HIDDEN, [0] * HIDDEN, [0] * HIDDEN, 0
    E = 0
    for x, target in data:
        hid = [math.tanh(a * x + c) for a, c in zip(u, p)]
        y = sum(w * h for w, h in zip(v, hid)) + q
        e = target - y              # note: target minus output, so steps are ADDED below
        E += e * e / 2 / len(data)
        e /= len(data)
        for j, h in enumerate(hid):
            step_v[j] += e * h
            back = e * v[j] * (1 - h ** 2)
            step_u[j] += back * x
            step_p[j] += back
        step_q += e
    for j in range(HIDDEN):
        vel_u[j] = MU * vel_u[j] + ETA * step_u[j]
        vel_p[j] = MU * vel_p[j] + ETA * step_p[j]
        vel_v[j] = MU * vel_v[j] + ETA * step_v[j]
        u[j] += vel_u[j]
        p[j] += vel_p[j]
        v[j] += vel_v[j]
    vel_q = MU * vel_q + ETA * step_q
    q += vel_q
    if epoch % 100 == 0:
        print(epoch, "E =", E)
