# Détection de fuite d'eau : pression, débit, température -> fuite oui/non
# les mesures sont en colonnes (une colonne = une mesure)
import numpy as np
rng = np.random.default_rng(17)
m = 41
mesures = rng.normal(0, 1, (3, m))
fuite = ((1.3 * mesures[0] - 0.8 * mesures[1] * mesures[2] + 1.1 * rng.normal(size=m)) > 0.2).astype(float).reshape(1, m)

P1 = rng.normal(0, 0.8, (7, 3)); c1 = np.full((7, 1), 0.05)
P2 = rng.normal(0, 0.5, (4, 7)); c2 = np.full((4, 1), 0.05)
P3 = rng.normal(0, 0.5, (1, 4)); c3 = np.zeros((1, 1))
pas = 0.15
for tour in range(901):
    a1 = np.maximum(0, P1 @ mesures + c1)
    a2 = np.maximum(0, P2 @ a1 + c2)
    p = 1 / (1 + np.exp(-(P3 @ a2 + c3)))
    perte = -np.mean(fuite * np.log(p) + (1 - fuite) * np.log(1 - p))
    if tour % 300 == 0:
        print(f"tour {tour:5d}  perte {perte:.5f}  exact {((p > .5) == fuite).mean():.2f}")
    e3 = (p - fuite) / m
    e2 = P3.T @ e3
    e2[a2 <= 0] = 0
    e1 = P2.T @ e2
    e1[a1 <= 0] = 0
    P3 -= pas * e3 @ a2.T
    P2 -= pas * e2 @ a1.T
    P1 -= pas * e1 @ mesures.T
    c3 -= pas * e3.sum(1, keepdims=True)
    c2 -= pas * e2.sum(1, keepdims=True)
    c1 -= pas * e1.sum(1, keepdims=True)
