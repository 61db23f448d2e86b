import numpy as np

# tremore del vulcano: quattro sismometri -> livello di allerta (0, 1, 2); momento + mini-lotti
caso = np.random.RandomState(37)
livello = caso.randint(0, 3, 40)
sismi = caso.randn(3, 4)[livello] * 1.2 + 0.6 * caso.randn(40, 4)
U = caso.randn(4, 6) * 0.5
u = np.zeros(6)
V = caso.randn(6, 3) * 0.5
v = np.zeros(3)
inerzia = {k: 0.0 for k in 'UuVv'}
MU, ETA, LOTTO = 0.8, 0.01, 10

for epoca in range(80):
    ordine = caso.permutation(40)
    costo = 0.0
    for lotto in np.split(ordine, 40 // LOTTO):
        xb, yb = sismi[lotto], livello[lotto]
        h = np.maximum(xb @ U + u, 0)
        s = np.exp(h @ V + v)
        s = s / s.sum(axis=1)[:, None]
        costo_lotto = np.mean(-np.log(s[range(LOTTO), yb]))
        costo += costo_lotto
        ds = s.copy()
        ds[range(LOTTO), yb] -= 1.0
        dh = ds @ V.T
        dh[h <= 0] = 0.0
        for nome, grad in (('V', h.T @ ds), ('v', ds.sum(0)), ('U', xb.T @ dh), ('u', dh.sum(0))):
            inerzia[nome] = MU * inerzia[nome] - ETA * grad
        U += inerzia['U']
        u += inerzia['u']
        V += inerzia['V']
        v += inerzia['v']
    if epoca % 20 == 0:
        print('epoca', epoca, 'costo medio dei lotti', costo / 4)
