# Celsius -> Fahrenheit mit einem winzigen neuronalen Netz, ohne Bibliotheken
import random
from math import tanh

random.seed(3)
paare = [(-20, -4), (-10, 14), (0, 32), (5, 41), (10, 50), (20, 68), (25, 77), (30, 86), (37, 98.6), (40, 104)]
# Werte kleiner machen
paare = [(c / 40, f / 104) for c, f in paare]

w1 = [random.uniform(-0.5, 0.5) for _ in range(3)]
b1 = [0.0, 0.0, 0.0]
w2 = [random.uniform(-0.5, 0.5) for _ in range(3)]
b2 = 0.0
lr = 0.05

for runde in range(400):
    summe = 0
    for c, f in paare:
        h = [tanh(w1[k] * c + b1[k]) for k in range(3)]
        vorhersage = sum(w2[k] * h[k] for k in range(3)) + b2
        fehler = vorhersage - f
        summe += fehler ** 2
        for k in range(3):
            dh = fehler * w2[k] * (1 - h[k] ** 2)
            w2[k] -= lr * fehler * h[k]
            w1[k] -= lr * dh * c
            b1[k] -= lr * dh
        b2 -= lr * fehler
    if runde % 80 == 0:
        print("Runde", runde, "mittlerer Fehler", summe / len(paare))

h = [tanh(w1[k] * 0.375 + b1[k]) for k in range(3)]
print("15 C =", (sum(w2[k] * h[k] for k in range(3)) + b2) * 104, "F")
