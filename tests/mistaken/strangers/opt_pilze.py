import numpy as np
from random import Random

# Pilze: Hutbreite, Stielhöhe, Farbton, Sporen -> essbar / giftig / ungenießbar
ZUFALL = Random(7)
np.random.seed(7)
art = np.array([ZUFALL.randrange(3) for _ in range(36)])
mitte = np.array([[.9, -.2, .4, 0.], [-.7, .8, -.1, .5], [.1, -.6, -.8, .9]])
pilze = mitte[art] + 0.5 * np.random.randn(36, 4)

def init():
    return {'W1': np.random.randn(4, 7) * .5, 'b1': np.zeros(7), 'W2': np.random.randn(7, 3) * .5, 'b2': np.zeros(3)}

def haeppchen(groesse):
    reihe = list(range(len(pilze)))
    ZUFALL.shuffle(reihe)
    for a in range(0, len(reihe), groesse):
        yield reihe[a:a + groesse]

def gradient(p, x, y):
    n = x.shape[0]
    h = np.maximum(0.05 * (x @ p['W1'] + p['b1']), x @ p['W1'] + p['b1'])
    z = h @ p['W2'] + p['b2']
    z -= z.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    verlust = -logp[np.arange(n), y].mean()
    d = np.exp(logp)
    d[np.arange(n), y] -= 1
    d /= n
    g = {'W2': h.T @ d, 'b2': d.sum(axis=0)}
    d = d @ p['W2'].T * np.where(h > 0, 1, 0.05)
    g['W1'] = x.T @ d
    g['b1'] = d.mean(axis=0)
    return verlust, g

p = init()
schwung = {k: np.zeros_like(v) for k, v in p.items()}
for epoche in range(40):
    summe = 0
    for wahl in haeppchen(9):
        verlust, g = gradient(p, pilze[wahl], art[wahl])
        summe += verlust
        for k in p:
            schwung[k] = 0.9 * schwung[k] + 0.1 * g[k]
            p[k] = p[k] - 0.3 * schwung[k]
    if epoche % 10 == 0:
        print('Epoche', epoche, 'Verlust', summe)
