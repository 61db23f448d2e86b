# petite fusée à eau : pression, volume, angle -> hauteur.   couches = liste de (poids, biais)
import math, random

random.seed(62)
tailles = [3, 4, 4, 1]
poids = []
biais = []
for e, s in zip(tailles[:-1], tailles[1:]):
    poids.append([[random.uniform(-.9, .9) for _ in range(e)] for _ in range(s)])
    biais.append([random.uniform(-.1, .1) for _ in range(s)])

essais = []
for k in range(16):
    x = [random.uniform(-1, 1) for _ in range(3)]
    essais.append((x, [math.sin(x[0]) * (1 - x[1] ** 2) + 0.2 * x[2]]))

def avant(x):
    a = [x]
    for l in range(3):
        z = [sum(w * v for w, v in zip(ligne, a[-1])) + b for ligne, b in zip(poids[l], biais[l])]
        a.append([math.tanh(q) for q in z] if l < 2 else z)
    return a

def arriere(a, cible):
    deltas = [None, None, [o - c for o, c in zip(a[3], cible)]]
    for l in (1, 0):
        deltas[l] = []
        for i in range(tailles[l + 1]):
            retour = sum(deltas[l + 1][j] * poids[l + 1][j][i] for j in range(tailles[l + 2]))
            deltas[l].append(retour * (1 - a[2][i] ** 2))
    return deltas

def corrige(a, deltas, pas):
    for l in range(3):
        for j, d in enumerate(deltas[l]):
            biais[l][j] -= pas * d
            for i in range(tailles[l]):
                poids[l][j][i] -= pas * d * a[l][i]

for tour in range(80):
    cumul = 0
    for x, cible in essais:
        a = avant(x)
        cumul += 0.5 * (a[-1][0] - cible[0]) ** 2
        corrige(a, arriere(a, cible), 0.05)
    if tour % 16 == 0:
        print("tour", tour, "erreur cumulée", cumul)
