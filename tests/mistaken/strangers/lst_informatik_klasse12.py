# Informatik Q2, Projekt "Ampel-Netz"
# Eingabe: Helligkeit rot, gelb, gruen.  Ausgabe: darf ich fahren? (0..1)
from math import tanh, log, exp
from random import Random

wuerfel = Random(4)
daten = []
for rot, gelb, gruen, fahren in [(1, 0, 0, 0), (1, 1, 0, 0), (0, 0, 1, 1), (0, 1, 0, 0), (0, 0, 1, 1), (1, 0, 0, 0)]:
    daten.append(([rot + wuerfel.gauss(0, .1), gelb + wuerfel.gauss(0, .1), gruen + wuerfel.gauss(0, .1)], fahren))

anzahl = 3
v = [[wuerfel.uniform(-1, 1) for _ in range(3)] for _ in range(anzahl)]
vb = [0.0] * anzahl
w = [wuerfel.uniform(-1, 1) for _ in range(anzahl)]
wb = 0.0
eta = 0.25

runde = 0
while runde < 100:
    fehler = 0
    for x, soll in daten:
        # Vorwaerts
        h = [tanh(sum(g * e for g, e in zip(v[i], x)) + vb[i]) for i in range(anzahl)]
        ist = 1 / (1 + exp(-(sum(a * b for a, b in zip(w, h)) + wb)))
        fehler -= soll * log(ist) + (1 - soll) * log(1 - ist)

        # Rueckwaerts
        d = ist - soll
        w = [w[i] - eta * d * h[i] for i in range(anzahl)]
        wb = wb - eta * d
        for i in range(anzahl):
            dh = d * w[i] * (1 - h[i] ** 2)
            for k in range(3):
                v[i][k] -= eta * dh * x[k]
            vb[i] -= eta * dh
    if runde % 20 == 0:
        print('Runde', runde, 'Fehler', fehler)
    runde += 1

for x, soll in daten:
    h = [tanh(sum(g * e for g, e in zip(v[i], x)) + vb[i]) for i in range(anzahl)]
    print(soll, round(1 / (1 + exp(-(sum(a * b for a, b in zip(w, h)) + wb))), 3))
