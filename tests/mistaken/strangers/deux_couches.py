# Petit reseau 2-2-1 en Python pur, echantillon par echantillon
import math, random

random.seed(12)

def sigmoide(x):
    return 1.0 / (1.0 + math.exp(-x))

entrees = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
cibles = [0.0, 1.0, 1.0, 1.0]
poids_cache = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(2)]
biais_cache = [random.uniform(-1, 1) for _ in range(2)]
poids_sortie = [random.uniform(-1, 1) for _ in range(2)]
biais_sortie = random.uniform(-1, 1)
taux = 0.5

for iteration in range(1000):
    total = 0
    for entree, cible in zip(entrees, cibles):
        cache = []
        for j in range(2):
            somme = biais_cache[j]
            for i in range(2):
                somme += poids_cache[j][i] * entree[i]
            cache.append(sigmoide(somme))
        sortie = sigmoide(sum(p * c for p, c in zip(poids_sortie, cache)) + biais_sortie)
        erreur = (sortie - cible) ** 2
        total += erreur

        delta_sortie = 2 * (sortie - cible) * sortie * (1 - sortie)
        delta_cache = [delta_sortie * poids_sortie[j] for j in range(2)]

        for j in range(2):
            poids_sortie[j] -= taux * delta_sortie * cache[j]
            for i in range(2):
                poids_cache[j][i] -= taux * delta_cache[j] * entree[i]
            biais_cache[j] -= taux * delta_cache[j]
        biais_sortie -= taux * delta_sortie
    if iteration % 200 == 0:
        print("iteration", iteration, "erreur", round(total, 5))
