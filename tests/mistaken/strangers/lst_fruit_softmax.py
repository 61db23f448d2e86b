# apples, pears, plums: weight and colour -> which fruit? (list version)
import math
import random

r = random.Random(88)
FRUIT = ['apple', 'pear', 'plum']
CENTRE = {'apple': (1.0, 0.2), 'pear': (0.6, -0.8), 'plum': (-1.0, 0.5)}
basket = [([r.gauss(m, 0.4) for m in CENTRE[name]], FRUIT.index(name)) for name in FRUIT * 5]

def relu(z):
    return max(0.0, z)

def drelu(z):
    return 1.0 if relu(z) >= 0 else 0.0

n_hid = 6
W = [[r.gauss(0, 0.7) for _ in range(2)] for _ in range(n_hid)]
b = [0.1] * n_hid
V = [[r.gauss(0, 0.5) for _ in range(n_hid)] for _ in FRUIT]
c = [0.0] * 3

def predict(x):
    z = [b[j] + sum(W[j][i] * x[i] for i in range(2)) for j in range(n_hid)]
    h = [relu(zj) for zj in z]
    s = [c[k] + sum(V[k][j] * h[j] for j in range(n_hid)) for k in range(3)]
    top = max(s)
    e = [math.exp(v - top) for v in s]
    return z, h, [v / sum(e) for v in e]

lr = 0.1
for epoch in range(40):
    loss = 0.0
    for x, k_true in basket:
        z, h, p = predict(x)
        loss -= math.log(p[k_true])
        ds = p[:]
        ds[k_true] -= 1.0
        dh = [sum(V[k][j] * ds[k] for k in range(3)) for j in range(n_hid)]
        for k in range(3):
            c[k] -= lr * ds[k]
            for j in range(n_hid):
                V[k][j] -= lr * ds[k] * h[j]
        for j in range(n_hid):
            dz = dh[j] * drelu(z[j])
            b[j] -= lr * dz
            for i in range(2):
                W[j][i] -= lr * dz * x[i]
    if epoch % 8 == 0:
        print("epoch %2d  loss %.4f" % (epoch, loss / len(basket)))
