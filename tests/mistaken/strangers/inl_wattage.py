import numpy as np
import random

random.seed(3)
# power meter at home: hour of the day (sin, cos), outside temperature, people at home -> kW
rows = []
for day in range(3):
    for hour in range(0, 24, 2):
        people = random.choice([0, 1, 2, 3])
        temp = random.gauss(0, 1)
        kw = 0.3 + 0.2 * people + 0.15 * max(0, -temp) + random.gauss(0, 0.03)
        rows.append([np.sin(hour * np.pi / 12), np.cos(hour * np.pi / 12), temp, people / 3, kw])
table = np.array(rows)
feat, kw = table[:, :4], table[:, 4:]
n = len(feat)

np.random.seed(1)
V = np.random.randn(4, 10) * .4
vb = np.zeros(10)
U = np.random.randn(10, 1) * .4
ub = np.zeros(1)

for it in range(1000):
    pre = feat @ V + vb
    act = np.where(pre > 0, pre, 0.1 * pre)
    pred = act @ U + ub
    loss = np.mean((pred - kw) ** 2)
    g = (pred - kw) * 2 / n
    dU, dub = act.T @ g, g.sum(0)
    g = g @ U.T
    g = np.where(pre > 0, g, 0.1 * g)
    dV, dvb = feat.T @ g / n, g.sum(0)
    V -= 0.1 * dV
    vb -= 0.1 * dvb
    U -= 0.1 * dU
    ub -= 0.1 * dub
    if it % 200 == 0:
        print("iteration", it, "loss", loss)
print("worst miss:", np.abs(pred - kw).max())
