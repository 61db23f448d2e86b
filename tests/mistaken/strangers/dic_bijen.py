# bijenkast: gewicht, geluid, temperatuur, vocht -> kans op zwermen
import numpy as np
rs = np.random.RandomState(34)
LAGEN = [4, 5, 5, 5, 1]
net = {}
for l in range(1, 5):
    net['W', l] = rs.randn(LAGEN[l - 1], LAGEN[l]) * 0.6
    net['b', l] = np.full(LAGEN[l], 0.05)

kast = rs.randn(33, 4)
zwerm = (kast[:, 1] + kast[:, 2] * kast[:, 3] > 0.2).astype(float).reshape(33, 1)

def vooruit(x):
    tussen = {('a', 0): x}
    for l in range(1, 5):
        z = tussen['a', l - 1] @ net['W', l] + net['b', l]
        tussen['z', l] = z
        tussen['a', l] = np.log1p(np.exp(z)) if l < 4 else 1 / (1 + np.exp(-z))
    return tussen

def verlies(p):
    return -np.mean(zwerm * np.log(p) + (1 - zwerm) * np.log(1 - p))

def achteruit(t):
    dz = (t['a', 4] - zwerm) / len(zwerm)
    g = {}
    for l in range(4, 0, -1):
        g['W', l] = t['a', l - 1].T @ dz
        g['b', l] = dz.sum(axis=0)
        if l > 1:
            dz = dz @ net['W', l].T
            dz = dz / (1 + np.exp(-t['z', l]))
    return g

for stap in range(300):
    t = vooruit(kast)
    g = achteruit(t)
    for sleutel in net:
        net[sleutel] = net[sleutel] - 0.3 * g[sleutel]
    if stap % 50 == 0:
        print(stap, verlies(t['a', 4]))
