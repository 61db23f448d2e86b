# Linear SVM-ish classifier (squared hinge), pure Python
import random

random.seed(6)
pts = [[random.gauss(1.2, 1), random.gauss(1, 1)] for _ in range(12)] + \
      [[random.gauss(-1, 1), random.gauss(-1.3, 1)] for _ in range(12)]
lab = [+1] * 12 + [-1] * 12

w = [0.1, -0.1]
b = 0.0
lam = 0.05
lr = 0.01

def score(p):
    return w[0] * p[0] + w[1] * p[1] + b

it = 0
while True:
    gw = [2 * lam * wk for wk in w]
    gb = 0.0
    obj = lam * sum(wk * wk for wk in w)
    for p, y in zip(pts, lab):
        margin = 1 - y * score(p)
        if margin <= 0:
            continue
        obj += margin ** 2
        common = -2 * margin * y
        gw = [g + common * v for g, v in zip(gw, p)]
        gb -= common
    w[:] = [wk - lr * g for wk, g in zip(w, gw)]
    b -= lr * gb
    it += 1
    if it % 50 == 0:
        print(it, obj, w, b)
    if it >= 200:
        break

print("training accuracy", sum((score(p) > 0) == (y > 0) for p, y in zip(pts, lab)) / len(pts))
