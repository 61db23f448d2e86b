import numpy as np

def softplus(z):
    return np.log(1 + np.exp(z))

def softplus_grad(z):
    return 1 / (1 + np.exp(z))

rs = np.random.RandomState(26)
x = rs.uniform(-2, 2, size=(60, 2))
y = np.exp(-(x ** 2).sum(axis=1, keepdims=True)) + 0.02 * rs.randn(60, 1)

p = {'W1': rs.randn(2, 8), 'b1': rs.randn(8) * 0.1, 'W2': rs.randn(8, 5) * 0.4, 'b2': np.zeros(5),
     'W3': rs.randn(5, 1) * 0.4, 'b3': np.zeros(1)}
momentum = {key: 0 * val for key, val in p.items()}
mu, lr = 0.9, 0.02

for it in range(1, 401):
    z1 = x @ p['W1'] + p['b1']
    h1 = softplus(z1)
    z2 = h1 @ p['W2'] + p['b2']
    h2 = softplus(z2)
    yhat = h2 @ p['W3'] + p['b3']
    loss = ((yhat - y) ** 2).mean()

    g = {}
    e = 2 * (yhat - y) / y.shape[0]
    g['W3'], g['b3'] = h2.T @ e, e.sum(axis=0)
    e = (e @ p['W3'].T) * softplus_grad(z2)
    g['W2'], g['b2'] = h1.T @ e, e.sum(axis=0)
    e = (e @ p['W2'].T) * softplus_grad(z1)
    g['W1'], g['b1'] = x.T @ e, e.sum(axis=0)

    for key in p:
        momentum[key] = mu * momentum[key] - lr * g[key]
        p[key] = p[key] + momentum[key]
    if it % 100 == 0:
        print(it, loss)
