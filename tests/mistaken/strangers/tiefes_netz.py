import numpy as np
# drei Schichten, Funktionen mit Argumenten

def f(z): return np.tanh(z)
def f_strich(z): return 1.0 / np.cosh(z) ** 2

def vorwaerts(x, G, V):
    z1 = x @ G[0] + V[0]
    h1 = f(z1)
    z2 = h1 @ G[1] + V[1]
    h2 = f(z2)
    return h2 @ G[2] + V[2], (x, z1, h1, z2, h2)

def verlust(aus, soll):
    return ((aus - soll) ** 2).sum() / len(soll)

def rueckwaerts(aus, soll, merk, G):
    x, z1, h1, z2, h2 = merk
    d3 = 2 * (aus - soll) / len(soll)
    d2 = (d3 @ G[2].T) * f_strich(z2)
    d1 = (d2 @ G[1].T) * f_strich(z2)
    gG = [a.T @ d for a, d in ((x, d1), (h1, d2), (h2, d3))]
    gV = [d.sum(axis=0) for d in (d1, d2, d3)]
    return gG, gV

zufall = np.random.RandomState(4)
breiten = [2, 5, 5, 1]
G = [zufall.randn(a, b) / np.sqrt(a) for a, b in zip(breiten[:-1], breiten[1:])]
V = [np.zeros(b) for b in breiten[1:]]
x = zufall.uniform(-1, 1, (33, 2))
soll = np.prod(x, axis=1)[:, None]

for t in range(300):
    aus, merk = vorwaerts(x, G, V)
    L = verlust(aus, soll)
    gG, gV = rueckwaerts(aus, soll, merk, G)
    for i in range(3):
        G[i] -= 0.1 * gG[i]
        V[i] -= 0.1 * gV[i]
    if t % 100 == 0:
        print(t, L)
