# Schach-Endspiel: Abstand der Könige, Abstand zum Rand, Zugrecht -> (gewonnen, schnell gewonnen)
from math import exp
from random import seed, random, gauss

seed(33)

def sigma(x):
    return 1.0 / (1.0 + exp(-x))

def skalar(a, b):
    return sum(p * q for p, q in zip(a, b))

stellungen = []
for _ in range(18):
    m = [random() * 2 - 1, random() * 2 - 1, float(random() < 0.5)]
    stellungen.append((m, [0.9 if m[0] + m[1] * m[2] > 0 else 0.1, 0.8 if m[1] > 0.3 else 0.2]))

verdeckt = [[gauss(0, 1) for _ in range(4)] for _ in range(5)]     # letzte Spalte: Schwelle
ausgabe = [[gauss(0, 1) for _ in range(6)] for _ in range(2)]
LERNRATE = 0.25

def vorwaerts(m):
    eingang = m + [1.0]
    aktiv = [sigma(skalar(zeile, eingang)) for zeile in verdeckt] + [1.0]
    return eingang, aktiv, [sigma(skalar(zeile, aktiv)) for zeile in ausgabe]

for epoche in range(100):
    summe = 0.0
    for m, soll in stellungen:
        eingang, aktiv, ist = vorwaerts(m)
        abweichung = [i - s for i, s in zip(ist, soll)]
        summe += skalar(abweichung, abweichung) / 2
        delta = abweichung[:]
        rueck = [(delta[0] * ausgabe[0][j] + delta[1] * ausgabe[1][j]) * aktiv[j] * (1 - aktiv[j]) for j in range(5)]
        for k in range(2):
            for j in range(6):
                ausgabe[k][j] -= LERNRATE * delta[k] * aktiv[j]
        for j in range(5):
            for i in range(4):
                verdeckt[j][i] -= LERNRATE * rueck[j] * eingang[i]
    if epoche % 20 == 0:
        print("Epoche %3d  Fehler %.5f" % (epoche, summe))
