import numpy as np

# Modelleisenbahn: Spannung, Steigung, Wagenzahl -> (Tempo, Bremsweg)
np.random.seed(70)
fahrten = np.random.uniform(-1, 1, (24, 3))
ziel = np.c_[fahrten[:, 0] - 0.4 * fahrten[:, 1], (fahrten[:, 0] + 1) ** 2 * 0.3 + 0.1 * fahrten[:, 2]]
ziel = ziel + np.random.normal(0, 0.02, ziel.shape)

gewichte = {'W1': np.random.randn(3, 5) * .6, 'W2': np.random.randn(5, 4) * .6, 'W3': np.random.randn(4, 2) * .6}
schwellen = {'b1': np.zeros(5), 'b2': np.zeros(4), 'b3': np.zeros(2)}

def vorwaerts(x):
    a = {0: x}
    for k in (1, 2, 3):
        z = a[k - 1] @ gewichte['W%d' % k] + schwellen['b%d' % k]
        a[k] = np.tanh(z) if k != 3 else z
    return a

def kosten(a):
    return np.sum((a[3] - ziel) ** 2)

def rueckwaerts(a):
    grad, delta = {}, a[3] - ziel
    for k in (3, 2, 1):
        grad['W%d' % k] = a[k - 1].T @ delta
        grad['b%d' % k] = delta.sum(axis=0)
        delta = (delta @ gewichte['W%d' % k].T) * (1 - a[k - 1] ** 2)
    return grad

eta = 0.01
for fahrt in range(601):
    a = vorwaerts(fahrten)
    grad = rueckwaerts(a)
    for name in gewichte:
        gewichte[name] -= eta * grad[name]
    for name in schwellen:
        schwellen[name] -= eta * grad[name]
    if fahrt % 100 == 0:
        print('Fahrt', fahrt, 'Kosten', kosten(a))
