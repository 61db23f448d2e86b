import numpy as np

# Stauvorhersage mit Dropout, L2-Strafe und Schwung
zufall = np.random.RandomState(64)
X = zufall.randn(32, 4)
y = (0.5 * X[:, 0] * X[:, 1] + np.maximum(X[:, 2], 0) - 0.2 * X[:, 3])[:, np.newaxis]
BEHALTEN = 0.8
STRAFE = 0.02
SCHWUNG = 0.9
W1 = zufall.randn(4, 10) * 0.5
b1 = np.zeros(10)
W2 = zufall.randn(10, 1) * 0.5
b2 = np.zeros(1)
tempo = [np.zeros_like(p) for p in (W1, b1, W2, b2)]
for epoche in range(300):
    rate = 0.02 / (1 + 0.01 * epoche)
    z = X @ W1 + b1
    h = np.maximum(z, 0)
    maske = (zufall.rand(*h.shape) < BEHALTEN) / BEHALTEN
    h = h * maske
    o = h @ W2 + b2
    verlust = np.mean((o - y) ** 2) + 0.5 * STRAFE * (np.sum(W1 ** 2) + np.sum(W2 ** 2))
    d = 2 * (o - y) / len(y)
    gW2 = h.T @ d + STRAFE * W2
    gb2 = d.sum(axis=0)
    d = d @ W2.T * maske * (z > 0)
    gW1 = X.T @ d + STRAFE * W1
    gb1 = d.sum(axis=0)
    for i, (p, g) in enumerate(((W1, gW1), (b1, gb1), (W2, gW2), (b2, gb2))):
        tempo[i] = SCHWUNG * tempo[i] - rate * g
        p += tempo[i]
    if epoche % 50 == 0:
        print('Epoche', epoche, 'Verlust', verlust, 'Rate', rate)
