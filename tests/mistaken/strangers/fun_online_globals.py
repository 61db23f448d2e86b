# Neuronales Netz, Schulprojekt Informatik
import numpy as np

np.random.seed(3)
LERNRATE = 0.4
W_ein = np.random.uniform(-1, 1, (3, 3))    # letzte Spalte = Bias
W_aus = np.random.uniform(-1, 1, (1, 4))

def f(s):
    return 1/(1+np.exp(-s))

def vorwaerts(x):
    xb = np.append(x, 1.0)
    h = f(W_ein.dot(xb))
    hb = np.append(h, 1.0)
    return xb, h, hb, f(W_aus.dot(hb))

def fehler(x, t):
    return 0.5*np.sum((vorwaerts(x)[3] - t)**2)

def lerne_ausgabe(hb, delta_o):
    global W_aus
    W_aus = W_aus - LERNRATE*np.outer(delta_o, hb)

def lerne_eingabe(xb, delta_h):
    global W_ein
    W_ein = W_ein - LERNRATE*np.outer(delta_h, xb)

def trainiere(x, t):
    xb, h, hb, o = vorwaerts(x)
    delta_o = (o - t)*o*(1 - o)
    lerne_ausgabe(hb, delta_o)
    delta_h = W_aus[:, :-1].T.dot(delta_o)*h*(1 - h)
    lerne_eingabe(xb, delta_h)

beispiele = [([0, 0], [0]), ([0, 1], [1]), ([1, 0], [1]), ([1, 1], [0])]

for runde in range(3000):
    if runde % 500 == 0:
        print(runde, sum(fehler(np.array(a), np.array(b)) for a, b in beispiele))
    for x, t in beispiele:
        trainiere(np.array(x), np.array(t))
