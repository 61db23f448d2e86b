from math import exp, log
from random import Random

zufall = Random(15)
KLASSEN = 3       # Prinzipal, Flöte, Zunge  (drei Orgelregister, aus 4 Obertönen erkannt)
STILL = 5

def softmax(z):
    gr = max(z)
    e = [exp(a - gr) for a in z]
    s = sum(e)
    return [a / s for a in e]

def matrix(r, c):
    return [[zufall.gauss(0, 0.6) for _ in range(c)] for _ in range(r)]

muster = matrix(KLASSEN, 4)
proben = []
for n in range(21):
    k = n % KLASSEN
    proben.append(([2 * m + zufall.gauss(0, 0.4) for m in muster[k]], k))

W, V = matrix(STILL, 4), matrix(KLASSEN, STILL)
bw, bv = [0.0] * STILL, [0.0] * KLASSEN
eta = 0.1

for lauf in range(41):
    zufall.shuffle(proben)
    gesamt = 0.0
    for x, k in proben:
        pre = [sum(a * b for a, b in zip(row, x)) + s for row, s in zip(W, bw)]
        h = [z / (1 + abs(z)) for z in pre]
        p = softmax([sum(a * b for a, b in zip(row, h)) + s for row, s in zip(V, bv)])
        gesamt -= log(p[k])
        d = [pj - (1.0 if j == k else 0.0) for j, pj in enumerate(p)]
        dh = [sum(d[j] * V[j][i] for j in range(KLASSEN)) for i in range(STILL)]
        dz = [g / (1 + abs(z)) ** 2 for g, z in zip(dh, pre)]
        for j in range(KLASSEN):
            V[j] = [a - eta * d[j] * hi for a, hi in zip(V[j], h)]
            bv[j] -= eta * d[j]
        for i in range(STILL):
            W[i] = [a - eta * 2 * dz[i] * xi for a, xi in zip(W[i], x)]
            bw[i] -= eta * dz[i]
    if lauf % 10 == 0:
        print('Lauf', lauf, 'Summe', gesamt)
