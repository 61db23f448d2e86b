# 3-Bit-Paritaet ohne Bibliotheken
import random, math
random.seed(12)

def sig(x):
    return 1.0 / (1.0 + math.exp(-x))

net = {
    "v": [[random.uniform(-2, 2) for i in range(4)] for j in range(5)],
    "w": [random.uniform(-2, 2) for j in range(6)],
}

muster = []
for a in (0, 1):
    for b in (0, 1):
        for c in (0, 1):
            muster.append(([a, b, c, 1], (a + b + c) % 2))

for durchgang in range(1500):
    fehlersumme = 0.0
    for eingabe, ziel in muster:
        h = []
        for zeile in net["v"]:
            h.append(sig(sum(g * e for g, e in zip(zeile, eingabe))))
        h.append(1.0)
        aus = sig(sum(g * e for g, e in zip(net["w"], h)))
        fehler = ziel - aus
        fehlersumme += 0.5 * fehler ** 2

        delta = fehler * aus * (1 - aus)
        deltas = [delta * net["w"][j] for j in range(5)]
        for j in range(6):
            net["w"][j] += 0.3 * delta * h[j]
        for j in range(5):
            for i in range(4):
                net["v"][j][i] += 0.3 * deltas[j] * eingabe[i]
    if durchgang % 150 == 0:
        print(durchgang, fehlersumme)
