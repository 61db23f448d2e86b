import numpy as np

"""aquário: pH, temperatura, luz  ->  as algas vão crescer? (duas espécies, independentes)"""

def sig(z):
    return 1 / (1 + np.exp(-z))

sorte = np.random.default_rng(36)
agua = sorte.normal(size=(29, 3))
algas = (np.stack([agua[:, 0] + agua[:, 2], agua[:, 1] - agua[:, 0] ** 2], 1) > 0).astype(float)

p = {}
p['W1'], p['b1'] = sorte.normal(0, .7, (3, 6)), np.zeros(6)
p['W2'], p['b2'] = sorte.normal(0, .7, (6, 2)), np.zeros(2)

def frente(p, x):
    h = sig(x @ p['W1'] + p['b1'])
    return h, sig(h @ p['W2'] + p['b2'])

def custo(y, t):
    return -np.sum(t * np.log(y) + (1 - t) * np.log(1 - y)) / len(t)

def tras(p, x, t):
    h, y = frente(p, x)
    dy = -t / y - (1 - t) / (1 - y)
    dz2 = dy * y * (1 - y) / len(t)
    dz1 = dz2 @ p['W2'].T * h * (1 - h)
    return {'W1': x.T @ dz1, 'b1': dz1.sum(0), 'W2': h.T @ dz2, 'b2': dz2.sum(0)}

for dia in range(201):
    d = tras(p, agua, algas)
    for nome in ('W1', 'b1', 'W2', 'b2'):
        p[nome] = p[nome] - 0.02 * d[nome]
    if dia % 40 == 0:
        print('dia', dia, 'custo', custo(frente(p, agua)[1], algas))
