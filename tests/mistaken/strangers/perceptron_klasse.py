# Sigmoid-Neuron fuer ODER; Fehler wird als mittleres Quadrat angezeigt
import math
import random

random.seed(4)
tabelle = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 1)]
g = [random.uniform(-1, 1) for _ in range(2)]
schwelle = random.uniform(-1, 1)
eta = 0.7


def sigma(x):
    return 1 / (1 + math.exp(-x))


for runde in range(300):
    dg = [0.0, 0.0]
    ds = 0.0
    fehler = 0.0
    for (e, soll) in tabelle:
        netz = sum(e[k] * g[k] for k in range(2)) - schwelle
        ist = sigma(netz)
        fehler += (soll - ist) ** 2 / len(tabelle)
        delta = (soll - ist) * ist * (1 - ist)
        for k in range(2):
            dg[k] += delta * e[k]
        ds += delta
    for k in range(2):
        g[k] += eta * dg[k]
    schwelle -= eta * ds        # die Schwelle wird abgezogen, also andersherum
    if runde % 60 == 0:
        print(runde, "Fehler", round(fehler, 5))

for e, soll in tabelle:
    print(e, soll, round(sigma(e[0] * g[0] + e[1] * g[1] - schwelle), 3))
