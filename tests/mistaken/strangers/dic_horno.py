import numpy as np

# cerámica: curva de cocción (4 puntos) -> dureza
def activar(nombre, z):
    if nombre == 'tanh':
        return np.tanh(z)
    if nombre == 'sigmoide':
        return 1 / (1 + np.exp(-z))
    return z

def pendiente(nombre, a):
    if nombre == 'tanh':
        return a * (1 - a)
    if nombre == 'sigmoide':
        return a * (1 - a)
    return np.ones_like(a)

CAPAS = [('tanh', 4, 7), ('sigmoide', 7, 3), ('lineal', 3, 1)]
azar = np.random.RandomState(58)
red = {}
for i, (_, e, s) in enumerate(CAPAS):
    red['W%d' % i] = azar.randn(e, s) * 0.6
    red['b%d' % i] = np.zeros(s)

curvas = azar.uniform(-1, 1, (25, 4))
dureza = (curvas[:, 0] * curvas[:, 1] + np.sin(curvas[:, 2]) + 0.02 * azar.randn(25))[:, None]

for coccion in range(500):
    a = [curvas]
    for i, (nombre, _, _) in enumerate(CAPAS):
        a.append(activar(nombre, a[-1] @ red['W%d' % i] + red['b%d' % i]))
    perdida = 0.5 * ((a[-1] - dureza) ** 2).mean()
    g = {}
    d = (a[-1] - dureza) / len(dureza)
    for i in reversed(range(3)):
        d = d * pendiente(CAPAS[i][0], a[i + 1])
        g['W%d' % i] = a[i].T @ d
        g['b%d' % i] = d.sum(axis=0)
        d = d @ red['W%d' % i].T
    for k in g:
        red[k] = red[k] - 0.15 * g[k]
    if coccion % 100 == 0:
        print(coccion, perdida)
