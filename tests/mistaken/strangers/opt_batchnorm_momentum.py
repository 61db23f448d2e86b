import numpy as np

np.random.seed(101)
X = np.random.randn(32, 4) * [1, 2, .5, 3]
y = (np.tanh(X[:, [0]]) - X[:, [3]] / 3)
par = {'W': np.random.randn(4, 6), 'gamma': np.ones((1, 6)), 'beta': np.zeros((1, 6)), 'v': np.random.randn(6, 1)}
mom = {k: np.zeros_like(w) for k, w in par.items()}

for epoch in range(300):
    u = X @ par['W']
    mean = u.mean(axis=0)
    std = np.sqrt(u.var(axis=0) + 1e-5)
    xhat = (u - mean) / std
    n = par['gamma'] * xhat + par['beta']
    a = np.maximum(n, 0)
    out = a @ par['v']
    loss = ((out - y) ** 2).mean()

    grad = {}
    dout = 2 * (out - y) / len(y)
    grad['v'] = a.T @ dout
    dn = (dout @ par['v'].T) * (n > 0)
    grad['gamma'] = (dn * xhat).sum(axis=0, keepdims=True)
    grad['beta'] = dn.sum(axis=0, keepdims=True)
    dxhat = dn * par['gamma']
    du = dxhat / std
    grad['W'] = X.T @ du

    for k in par:
        mom[k] = 0.9 * mom[k] + grad[k]
        par[k] = par[k] - 0.01 * mom[k]
    if epoch % 60 == 0:
        print('epoch', epoch, loss)
