# Nesterov momentum on a small classifier. The gradient is the sum over the samples, the loss printed is the mean.
import numpy as np

R = np.random.RandomState(70)
X = R.randn(55, 3)
k = np.argmax(X + 0.2 * R.randn(55, 3), axis=1)
onehot = (k[:, None] == np.arange(3)).astype(float)
par = dict(A=R.randn(3, 8) * .5, a=np.zeros(8), B=R.randn(8, 3) * .5, b=np.zeros(3))


def net(p):
    h = np.tanh(X @ p['A'] + p['a'])
    s = h @ p['B'] + p['b']
    e = np.exp(s - s.max(1, keepdims=True))
    return h, e / e.sum(1, keepdims=True)


def loss(p):
    return -np.mean(np.log(net(p)[1][np.arange(55), k]))


def grad(p):
    h, q = net(p)
    d = q - onehot
    dh = d @ p['B'].T * (1 - h ** 2)
    return dict(A=X.T @ dh, a=dh.sum(0), B=h.T @ d, b=d.sum(0))


vel = {n: 0 * w for n, w in par.items()}
mu, lr = 0.9, 0.002
for epoch in range(150):
    ahead = {n: w + mu * vel[n] for n, w in par.items()}
    gr = grad(ahead)
    for n in par:
        vel[n] = mu * vel[n] - lr * gr[n]
        par[n] = par[n] + vel[n]
    if epoch % 50 == 0:
        print(epoch, loss(par))
