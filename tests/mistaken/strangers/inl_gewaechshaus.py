import numpy as np
np.random.seed(2)

# Gewächshaus: Sonne, Außentemperatur, Wasser, Stunde -> Luftfeuchte (0..1)
n = 24
X = np.random.rand(n, 4) * 2 - 1
feuchte = 0.5 + 0.25 * np.sin(2 * X[:, [0]]) - 0.2 * X[:, [1]] * X[:, [2]]
feuchte = np.clip(feuchte + 0.01 * np.random.randn(n, 1), 0.02, 0.98)

W1 = np.random.randn(4, 6); b1 = np.zeros(6)
W2 = np.random.randn(6, 1); b2 = np.zeros(1)

def s(z):
    return 1 / (1 + np.exp(-z))

lernrate = 0.9
for schritt in range(2000):
    h = s(X @ W1 + b1)
    o = s(h @ W2 + b2)
    fehler = o - feuchte
    verlust = np.mean(fehler ** 2)
    # Rückwärts
    d2 = 2 * fehler / n
    d1 = d2 @ W2.T * h * (1 - h)
    gW2 = h.T @ d2
    gb2 = d2.sum(axis=0)
    gW1 = X.T @ d1
    gb1 = d1.mean(axis=0)
    W1 -= lernrate * gW1
    b1 -= lernrate * gb1
    W2 -= lernrate * gW2
    b2 -= lernrate * gb2
    if schritt % 400 == 0:
        print('Schritt', schritt, 'Verlust', round(verlust, 6))
