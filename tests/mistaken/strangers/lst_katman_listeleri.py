# uc katmanli ag, sadece listelerle (sinif odevi)
import math, random
random.seed(34)

def yeni(satir, sutun):
    return [[random.gauss(0, 0.8) for _ in range(sutun)] for _ in range(satir)]

def sig(x):
    return 1.0 / (1.0 + math.exp(-x))

def carp(M, v, b):
    return [sum(m * x for m, x in zip(r, v)) + bi for r, bi in zip(M, b)]

def geri_carp(M, d):
    """M'nin devrigi ile d"""
    return [sum(M[i][j] * d[i] for i in range(len(d))) for j in range(len(M[0]))]

A, a0 = yeni(4, 2), [0.0] * 4
B, b0 = yeni(3, 4), [0.0] * 3
C, c0 = yeni(1, 3), [0.0]

veri = [([random.uniform(-2, 2), random.uniform(-2, 2)],) for _ in range(14)]
veri = [(x, 1.0 if x[0] * x[0] + x[1] * x[1] < 2.0 else 0.0) for (x,) in veri]

def guncelle(M, b, d, giris, hiz):
    for i in range(len(d)):
        b[i] -= hiz * d[i]
        for j in range(len(giris)):
            M[i][j] -= hiz * d[i] * giris[j]

for devir in range(120):
    kayip = 0.0
    for x, t in veri:
        p = [sig(z) for z in carp(A, x, a0)]
        q = [math.tanh(z) for z in carp(B, p, b0)]
        y = sig(carp(C, q, c0)[0])
        kayip += -(t * math.log(y) + (1 - t) * math.log(1 - y))

        d3 = [y - t]
        d2 = geri_carp(C, d3)
        d1 = [e * s * (1 - s) for e, s in zip(geri_carp(B, d2), p)]

        guncelle(C, c0, d3, q, 0.2)
        guncelle(B, b0, d2, p, 0.2)
        guncelle(A, a0, d1, x, 0.2)
    if devir % 20 == 0:
        print("devir", devir, "kayip", kayip / len(veri))
