"""Fietscomputer: hartslag voorspellen uit snelheid, helling, cadans.
Uit een boek overgenomen en klein gemaakt."""
import numpy as np


def maak_ritten(aantal):
    r = np.random.RandomState(6)
    x = r.uniform(-1, 1, (aantal, 3))
    hart = 0.5 + 0.8 * x[:, [1]] + 0.3 * x[:, [0]] ** 2 - 0.2 * x[:, [2]] * x[:, [1]]
    return x, hart + 0.03 * r.randn(aantal, 1)


def voorwaarts(x, g):
    z = x @ g['w'] + g['c']
    a = np.log1p(np.exp(z))            # softplus
    return z, a, a @ g['u'] + g['d']


def fout(uit, hart):
    return ((uit - hart) ** 2).sum() / len(hart)


def achterwaarts(x, hart, z, a, uit, g):
    n = len(x)
    eind = 2 * (uit - hart)
    du = a.T @ eind / n
    dd = eind.sum(axis=0) / n
    midden = eind @ g['u'].T / (1 + np.exp(-z))
    dw = x.T @ midden
    dc = midden.sum(axis=0) / n
    return {'w': dw, 'c': dc, 'u': du, 'd': dd}


def leer(stappen=600, snelheid=0.03):
    x, hart = maak_ritten(18)
    r = np.random.RandomState(0)
    g = {'w': r.randn(3, 4) * 0.6, 'c': np.zeros(4), 'u': r.randn(4, 1) * 0.6, 'd': np.zeros(1)}
    for s in range(stappen):
        z, a, uit = voorwaarts(x, g)
        verlies = fout(uit, hart)
        grad = achterwaarts(x, hart, z, a, uit, g)
        for naam in g:
            g[naam] = g[naam] - snelheid * grad[naam]
        if s % 100 == 0:
            print(s, verlies)
    return g


leer()
