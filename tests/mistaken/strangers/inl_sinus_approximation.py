"""TP3 - Approximation de la fonction sinus par un perceptron a une couche cachee.

Exercice : faire varier le nombre de neurones caches et le pas, commenter.
"""
import numpy as np
import math

N = 21                    # nombre d'exemples
nc = 8                    # neurones caches
pas = 0.01
gen = np.random.default_rng(42)

abscisses = np.linspace(-math.pi, math.pi, N).reshape(N, 1)
cibles = np.sin(abscisses) + gen.normal(0, 0.05, size=(N, 1))

poids_c = gen.normal(0, 1.0, size=(1, nc))
biais_c = gen.normal(0, 1.0, size=nc)
poids_s = gen.normal(0, 0.3, size=(nc, 1))
biais_s = np.zeros(1)

for tour in range(1, 1001):
    # propagation
    pot = abscisses @ poids_c + biais_c
    act = np.tanh(pot)
    sortie = act @ poids_s + biais_s
    ecart = sortie - cibles
    eqm = (ecart ** 2).mean()

    # retropropagation
    grad_poids_s = act.T @ ecart
    grad_biais_s = ecart.sum(axis=0)
    retour = (ecart @ poids_s.T) * (1.0 - act ** 2)
    grad_poids_c = abscisses.T @ retour
    grad_biais_c = retour.sum(axis=0)

    # descente
    poids_s -= pas * grad_poids_s
    biais_s -= pas * grad_biais_s
    poids_c -= pas * grad_poids_c
    biais_c -= pas * grad_biais_c

    if tour % 200 == 0:
        print(f"tour {tour:5d}   erreur quadratique moyenne {eqm:.6f}")
