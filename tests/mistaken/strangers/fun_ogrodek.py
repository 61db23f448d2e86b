# ogródek: wilgotność gleby z czujników, sieć z karą za duże wagi
import numpy as np

LAMBDA = 0.03
KROK = 0.1

def przygotuj_dane(ile=26):
    los = np.random.RandomState(73)
    x = los.randn(ile, 4)
    y = np.c_[np.sin(x[:, 0]) - 0.3 * x[:, 2], 0.5 * x[:, 1] * x[:, 3]]
    return x, y + 0.05 * los.randn(ile, 2)

def wagi_startowe():
    los = np.random.RandomState(5)
    return los.randn(4, 7) * 0.4, np.zeros((1, 7)), los.randn(7, 2) * 0.4, np.zeros((1, 2))

def przod(x, w1, b1, w2, b2):
    h = np.tanh(x @ w1 + b1)
    return h, h @ w2 + b2

def koszt(o, y, w1, w2):
    return ((o - y) ** 2).sum() / (2 * len(y)) + LAMBDA * ((w1 ** 2).sum() + (w2 ** 2).sum())

def tyl(x, y, h, o, w1, w2):
    d2 = (o - y) / len(y)
    dw2 = h.T @ d2 + 2 * LAMBDA * w2
    db2 = d2.sum(axis=0, keepdims=True)
    d1 = (d2 @ w2.T) * (1 - h ** 2)
    dw1 = x.T @ d1 + LAMBDA * w1
    db1 = -d1.sum(axis=0, keepdims=True)
    return dw1, db1, dw2, db2

def ucz(epoki=400):
    x, y = przygotuj_dane()
    w1, b1, w2, b2 = wagi_startowe()
    for e in range(epoki):
        h, o = przod(x, w1, b1, w2, b2)
        if e % 50 == 0:
            print(e, koszt(o, y, w1, w2))
        dw1, db1, dw2, db2 = tyl(x, y, h, o, w1, w2)
        w1 -= KROK * dw1
        b1 -= KROK * db1
        w2 -= KROK * dw2
        b2 -= KROK * db2
    return w1, b1, w2, b2

ucz()
