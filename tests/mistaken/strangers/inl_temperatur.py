# Netz lernt den Temperaturverlauf ueber den Tag (Informatik LK, Aufgabe 4)
import numpy as np

np.random.seed(11)
stunde = np.arange(24).reshape(24, 1) / 12.0 - 1
temp = np.array([8, 7, 7, 6, 6, 6, 7, 9, 11, 13, 15, 17, 18, 19, 20, 20, 19, 18, 16, 14, 12, 11, 10, 9], dtype=float)
temp = (temp.reshape(24, 1) - 12) / 8

W1 = np.random.randn(1, 10)
b1 = np.random.randn(10)
W2 = np.random.randn(10, 1) * 0.3
b2 = np.zeros(1)
lernrate = 0.05

for epoche in range(3000):
    # Vorwaerts
    h = np.tanh(stunde.dot(W1) + b1)
    ausgabe = h.dot(W2) + b2
    diff = ausgabe - temp
    fehler = np.mean(diff ** 2)

    # Rueckwaerts
    delta2 = 2 * diff / len(temp)
    W2 -= lernrate * h.T.dot(delta2)
    b2 -= lernrate * delta2.sum(axis=0)

    delta1 = delta2.dot(W2.T) * (1 - h ** 2)
    W1 -= lernrate * stunde.T.dot(delta1)
    b1 -= lernrate * delta1.sum(axis=0)

    if epoche % 500 == 0:
        print("Epoche", epoche, "Fehler", fehler)

print("18 Uhr:", float(ausgabe[18, 0]) * 8 + 12, "Grad")
