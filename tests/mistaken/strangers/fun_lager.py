import numpy as np
# bearing temperature from rpm and load; parameters live as globals, as in the first chapter

np.random.seed(14)
rpm_load = np.random.randn(11, 2)
temp = 0.6 * rpm_load[:, :1] ** 2 - 0.4 * rpm_load[:, 1:] + 0.05 * np.random.randn(11, 1)

Wh = np.random.randn(2, 5) * 0.8
bh = np.zeros((1, 5))
Wo = np.random.randn(5, 1) * 0.8
bo = np.zeros((1, 1))

def vor(x):
    global h
    h = 1 / (1 + np.exp(-(x @ Wh + bh)))
    return h @ Wo + bo

def zurueck(x, o, y):
    global gWh, gbh, gWo, gbo
    do = o - y
    gWo = h.T @ do
    gbo = do.sum(axis=0, keepdims=True)
    dh = do @ Wo.T * h * (1 - h)
    gWh = x.T @ dh
    gbh = dh

def anpassen(rate):
    global Wh, bh, Wo, bo
    Wh = Wh - rate * gWh
    bh = bh - rate * gbh
    Wo = Wo - rate * gWo
    bo = bo - rate * gbo

for i in range(300):
    o = vor(rpm_load)
    loss = 0.5 * np.sum((o - temp) ** 2)
    zurueck(rpm_load, o, temp)
    anpassen(0.02)
    if i % 50 == 0:
        print(i, loss)
