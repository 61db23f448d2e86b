"""Layer normalisation between two dense layers, written as forward / backward functions."""
import numpy as np

EPS = 1e-5

def ln_forward(x, gain, shift):
    mean = x.mean(axis=-1, keepdims=True)
    std = np.sqrt(x.var(axis=-1, keepdims=True) + EPS)
    xn = (x - mean) / std
    return gain * xn + shift, (x, xn, std, gain)

def ln_backward(dy, cache):
    x, xn, std, gain = cache
    dgain = (dy * x).sum(axis=0)
    dshift = dy.sum(axis=0)
    dxn = dy * gain
    dx = (dxn - dxn.mean(-1, keepdims=True) - xn * (dxn * xn).mean(-1, keepdims=True)) / std
    return dx, dgain, dshift

def net_forward(X, p):
    W1, gain, shift, W2, b2 = p
    z = X @ W1
    n, ln_cache = ln_forward(z, gain, shift)
    h = np.tanh(n)
    return h @ W2 + b2, (X, h, ln_cache)

def net_backward(dout, cache, p):
    W1, gain, shift, W2, b2 = p
    X, h, ln_cache = cache
    dW2 = h.T @ dout
    db2 = dout.sum(axis=0)
    dn = (dout @ W2.T) * (1 - h ** 2)
    dz, dgain, dshift = ln_backward(dn, ln_cache)
    return [X.T @ dz, dgain, dshift, dW2, db2]

rs = np.random.RandomState(3)
X = rs.randn(30, 4)
Y = np.sin(X[:, :2]) + X[:, 2:3]
params = [rs.randn(4, 6), np.ones(6), np.zeros(6), rs.randn(6, 2) * 0.3, np.zeros(2)]

for it in range(300):
    out, cache = net_forward(X, params)
    loss = 0.5 * np.mean(np.sum((out - Y) ** 2, axis=1))
    grads = net_backward((out - Y) / len(X), cache, params)
    params = [p - 0.1 * g for p, g in zip(params, grads)]
    if it % 100 == 0:
        print(it, loss)
