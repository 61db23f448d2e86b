import numpy as np

# Drohne: Fehler der Lage (3) und Drehraten (2) -> Stellwert der vier Motoren, alle in 0..1
rng = np.random.default_rng(92)
lage = rng.normal(0, 1, (26, 5))
mische = rng.normal(0, 0.6, (5, 4))
motor = 1 / (1 + np.exp(-np.sin(lage) @ mische))

p = {'W1': rng.normal(0, .4, (5, 7)), 'b1': np.zeros(7), 'W2': rng.normal(0, .4, (7, 4)), 'b2': np.zeros(4)}

def vor(p, x):
    c = {'X': x}
    c['A1'] = np.maximum(0, x @ p['W1'] + p['b1'])
    c['A2'] = 1 / (1 + np.exp(-(c['A1'] @ p['W2'] + p['b2'])))
    return c

def fehlermass(c, t):
    # mittlerer quadratischer Fehler je Flug
    return np.mean(np.sum((c['A2'] - t) ** 2, axis=1))

def rueck(p, c, t):
    g = {}
    dA2 = 2 * (c['A2'] - t) / t.shape[0]
    dZ2 = dA2
    g['W2'] = c['A1'].T @ dZ2
    g['b2'] = dZ2.sum(axis=0)
    dZ1 = dZ2 @ p['W2'].T
    dZ1[c['A1'] <= 0] = 0
    g['W1'] = c['X'].T @ dZ1
    g['b1'] = dZ1.sum(axis=0)
    return g

for flug in range(401):
    c = vor(p, lage)
    wert = fehlermass(c, motor)
    g = rueck(p, c, motor)
    for k in p.keys():
        p[k] -= 0.1 * g[k]
    if flug % 100 == 0:
        print('Flug', flug, 'Fehler', wert)
