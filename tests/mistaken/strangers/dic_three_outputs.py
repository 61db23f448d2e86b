import numpy as np
rng = np.random.default_rng(28)

# multi-output regression, mean over samples and outputs
X = rng.uniform(-1, 1, (26, 2))
Y = np.c_[X[:, 0] ** 2, X[:, 0] * X[:, 1], X[:, 1]] + 0.02 * rng.normal(size=(26, 3))

layers = [2, 8, 3]
par = {}
for i, (a, b) in enumerate(zip(layers[:-1], layers[1:]), start=1):
    par['W%d' % i] = rng.normal(0, 1 / np.sqrt(a), (a, b))
    par['b%d' % i] = np.zeros((1, b))


def feed(X):
    c = {'A0': X}
    c['Z1'] = X @ par['W1'] + par['b1']
    c['A1'] = 1 / (1 + np.exp(-c['Z1']))
    c['Z2'] = c['A1'] @ par['W2'] + par['b2']
    return c


def loss_of(c):
    return np.mean((Y - c['Z2']) ** 2)


def back(c):
    g = {}
    delta = (c['Z2'] - Y) / X.shape[0]
    g['W2'] = c['A1'].T @ delta
    g['b2'] = delta.sum(axis=0, keepdims=True)
    delta = delta @ par['W2'].T * c['A1'] * (1 - c['A1'])
    g['W1'] = c['A0'].T @ delta
    g['b1'] = delta.sum(axis=0, keepdims=True)
    return g


for epoch in range(1000):
    cache = feed(X)
    grad = back(cache)
    for name in par:
        par[name] = par[name] - 0.5 * grad[name]
    if epoch % 200 == 0:
        print('epoch', epoch, 'loss', loss_of(cache))
