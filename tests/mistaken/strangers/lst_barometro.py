# barometro: prevedere pioggia (1) o sole (0) da tre letture, tutto in Python puro
import math
import random

random.seed(12)

def sigmoide(v):
    return 1 / (1 + math.exp(-v))

STRATI = [3, 5, 4, 1]
pesi = [[[random.uniform(-1, 1) for _ in range(a)] for _ in range(b)] for a, b in zip(STRATI, STRATI[1:])]
soglie = [[0.0] * b for b in STRATI[1:]]
PASSO = 0.3

letture = []
for _ in range(25):
    v = [random.gauss(0, 1) for _ in range(3)]
    letture.append((v, [1.0 if v[0] - 0.5 * v[1] * v[2] + random.gauss(0, .3) < 0 else 0.0]))

for giro in range(60):
    perdita = 0.0
    for x, bersaglio in letture:
        uscite = [x]
        for W, s in zip(pesi, soglie):
            uscite.append([sigmoide(sum(w * u for w, u in zip(riga, uscite[-1])) + si) for riga, si in zip(W, s)])
        for o, t in zip(uscite[-1], bersaglio):
            perdita -= t * math.log(o) + (1 - t) * math.log(1 - o)

        # i delta si inseriscono davanti, uno strato alla volta
        delta = [[t - o for t, o in zip(bersaglio, uscite[-1])]]
        for k in range(len(pesi) - 1, 0, -1):
            strato = []
            for i in range(STRATI[k]):
                somma = sum(pesi[k][j][i] * delta[0][j] for j in range(STRATI[k + 1]))
                strato.append(somma * uscite[k][i] * (1 - uscite[k][i]))
            delta.insert(0, strato)

        for k in range(len(pesi)):
            for j in range(STRATI[k + 1]):
                for i in range(STRATI[k]):
                    pesi[k][j][i] += PASSO * delta[k][j] * uscite[k][i]
                soglie[k][j] += PASSO * delta[k][j]
    if giro % 10 == 0:
        print("giro", giro, "perdita totale", round(perdita, 4))
