# siec neuronowa od zera (wpis na bloga, czesc 2)
import numpy as np
np.random.seed(17)

def f(z):
    return 1.0 / (1.0 + np.exp(-z))

def fprim(z):
    # pochodna sigmoidy w punkcie z
    return f(z) * (1.0 - f(z))

def wprzod(x, wagi, progi):
    """zwraca listy pobudzen i wyjsc wszystkich warstw"""
    zs, wyjscia = [], [x]
    for W, b in zip(wagi, progi):
        zs.append(wyjscia[-1] @ W + b)
        wyjscia.append(f(zs[-1]))
    return zs, wyjscia

def koszt(y, t):
    return 0.5 * np.sum((y - t) ** 2) / len(t)

def wstecz(zs, wyjscia, t, wagi):
    dW = [None] * len(wagi)
    db = [None] * len(wagi)
    d = (wyjscia[-1] - t) / len(t) * fprim(zs[-1])
    for k in reversed(range(len(wagi))):
        dW[k] = wyjscia[k].T @ d
        db[k] = d.sum(axis=0)
        if k > 0:
            d = (d @ wagi[k].T) * fprim(wyjscia[k])
    return dW, db

rozmiary = [3, 5, 4, 1]
wagi = [np.random.randn(p, q) for p, q in zip(rozmiary[:-1], rozmiary[1:])]
progi = [np.random.randn(q) * 0.1 for q in rozmiary[1:]]

X = np.random.randn(24, 3)
T = (np.abs(X).sum(axis=1) > 2.2).astype(float)[:, None]

for epoka in range(1, 501):
    zs, wy = wprzod(X, wagi, progi)
    E = koszt(wy[-1], T)
    dW, db = wstecz(zs, wy, T, wagi)
    for k in range(len(wagi)):
        wagi[k] -= 2.0 * dW[k]
        progi[k] -= 2.0 * db[k]
    if epoka % 100 == 0:
        print("epoka %3d   koszt %.5f" % (epoka, E))
