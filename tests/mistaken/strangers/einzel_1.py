import numpy as np

# Muster werden einzeln gelernt; der Schwellwert steckt in einer Spalte aus Einsen
zuf = np.random.default_rng(9)
anz = 25
roh = zuf.uniform(-1, 1, size=(anz, 3))
ein = np.c_[roh, np.ones(anz)]
ziel = (roh[:, 0] * roh[:, 1] > 0.0).astype(float)

V = zuf.normal(0, 0.8, size=(5, 4))   # Eingang + 1 -> 5
w = zuf.normal(0, 0.8, size=6)        # 5 + 1 -> 1
rate = 0.3

for runde in range(40):
    summe = 0.0
    for i in zuf.permutation(anz):
        x = ein[i]
        h = np.tanh(V @ x)
        h1 = np.append(h, 1.0)
        o = 1 / (1 + np.exp(-np.dot(w, h1)))
        fehler = o - ziel[i]
        verlust = 0.5 * fehler ** 2
        summe += verlust

        delta_o = fehler * o * (1 - o)
        gw = delta_o * h1
        delta_h = fehler * w[:-1] * (1 - h ** 2)
        gV = np.outer(delta_h, x)
        w -= rate * gw
        V -= rate * gV
    if runde % 10 == 0:
        print("Runde", runde, "Verlust", summe / anz)
