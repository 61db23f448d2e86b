import numpy as np

# Münzsortierer: Gewicht, Durchmesser, Klang -> echt (1) oder falsch (0)
zufall = np.random.RandomState(12)
echt = zufall.normal([0.5, 0.2, 0.8], 0.4, (14, 3))
falsch = zufall.normal([-0.4, 0.1, -0.3], 0.5, (13, 3))
X = np.vstack([echt, falsch])
y = np.concatenate([np.ones(14), np.zeros(13)])
reihenfolge = zufall.permutation(len(y))
X, y = X[reihenfolge], y[reihenfolge]

W1 = zufall.normal(0, 0.5, (3, 4))
b1 = np.zeros(4)
W2 = zufall.normal(0, 0.5, (4, 1))
b2 = np.zeros(1)
n = len(y)
RATE = 0.5

for epoche in range(600):
    H = np.tanh(X @ W1 + b1)
    p = 1 / (1 + np.exp(-(H @ W2 + b2)))
    verlust = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / n
    d2 = (p - y[:, None]) / n
    d1 = (d2 @ W2.T) * (1 - H ** 2)
    W2 -= RATE * H.T @ d2
    b2 -= RATE * d2.sum(axis=0)
    W1 -= RATE * X.T @ d1
    b1 -= RATE * d1.sum(axis=0)
    if epoche % 100 == 0:
        treffer = np.mean((p[:, 0] > 0.5) == (y == 1))
        print(f'{epoche:4d}  Verlust {verlust:8.4f}  Treffer {treffer:.2f}')
