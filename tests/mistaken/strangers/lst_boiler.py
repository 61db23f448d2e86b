import random
from math import exp

# boiler: minutes of heating, litres, start temperature -> end temperature (all scaled to about 0..1)
random.seed(5)
DATA = [([random.random() for _ in range(3)],) for _ in range(16)]
DATA = [(d[0], 0.2 + 0.6 * d[0][0] * (1 - 0.5 * d[0][1]) + 0.2 * d[0][2]) for d in DATA]
NH = 4

def f(a):
    return 1.0 / (1.0 + exp(-a))

w = [[random.gauss(0, 1) for _ in range(3)] for _ in range(NH)]
wb = [0.0 for _ in range(NH)]
v = [random.gauss(0, 1) for _ in range(NH)]
vb = [0.0]

def net(x):
    h = [f(sum(wi * xi for wi, xi in zip(w[j], x)) + wb[j]) for j in range(NH)]
    return h, sum(vj * hj for vj, hj in zip(v, h)) + vb[0]

def mean_squared_error():
    return sum((net(x)[1] - t) ** 2 for x, t in DATA) / len(DATA)

for sweep in range(300):
    dw = [[0.0] * 3 for _ in range(NH)]
    dwb = [0.0] * NH
    dv = [0.0] * NH
    dvb = 0.0
    for x, t in DATA:
        h, o = net(x)
        e = o - t
        dvb += e
        for j in range(NH):
            dv[j] += e * h[j]
            back = e * v[j] * h[j] * (1 - h[j])
            dwb[j] += back
            for i in range(3):
                dw[j][i] += back * x[i]
    for j in range(NH):
        v[j] -= 0.05 * dv[j]
        wb[j] -= 0.05 * dwb[j]
        for i in range(3):
            w[j][i] -= 0.05 * dw[j][i]
    vb[0] -= 0.05 * dvb
    if sweep % 50 == 0:
        print("sweep", sweep, "mse", mean_squared_error())
