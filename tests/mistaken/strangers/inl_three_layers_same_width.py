import numpy as np
from numpy import dot, maximum

# Kleines Netz mit drei Schichten, Regression auf zwei Ausgaenge
np.random.seed(1234)
n = 15
B = 6                                   # Breite der beiden verdeckten Schichten
X = np.random.uniform(-1, 1, (n, 3))
Y = np.column_stack((X[:, 0] ** 2, X[:, 1] * X[:, 2]))
Y += np.random.normal(0, 0.03, Y.shape)

W1 = np.random.randn(3, B) / np.sqrt(3);  b1 = np.full(B, 0.1)
W2 = np.random.randn(B, B) / np.sqrt(B);  b2 = np.full(B, 0.1)
W3 = np.random.randn(B, 2) / np.sqrt(B);  b3 = np.zeros(2)
lernrate = 0.1

for schritt in range(800):
    z1 = dot(X, W1) + b1
    a1 = maximum(0, z1)
    z2 = dot(a1, W2) + b2
    a2 = maximum(0, z2)
    out = dot(a2, W3) + b3

    diff = out - Y
    fehler = np.sum(diff * diff) / (2 * n)

    d3 = diff / n
    d2 = dot(d3, W3.T)
    d2[z2 <= 0] = 0
    d1 = dot(d2, W2.T)
    d1[z2 <= 0] = 0

    W3 -= lernrate * dot(a2.T, d3)
    b3 -= lernrate * d3.sum(axis=0)
    W2 -= lernrate * dot(a1.T, d2)
    b2 -= lernrate * d2.sum(axis=0)
    W1 -= lernrate * dot(X.T, d1)
    b1 -= lernrate * d1.sum(axis=0)

    if schritt % 100 == 0:
        print('Schritt', schritt, 'Fehler', round(fehler, 6))
