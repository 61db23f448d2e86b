import numpy as np

def softplus(z):
    return np.log(1 + np.exp(z))

def softplus_prime(z):
    return np.exp(z) / (1 + np.exp(z)) ** 2

def net(x, p):
    V, c, u, d = p
    z = V @ x + c
    h = softplus(z)
    return z, h, u @ h + d

def half_mse(out, t):
    return 0.5 * np.mean((out - t) ** 2)

def net_grad(x, t, p):
    V, c, u, d = p
    z, h, out = net(x, p)
    m = x.shape[1]
    go = (out - t) / m
    gu = go @ h.T
    gd = go.sum(axis=1, keepdims=True)
    gz = (u.T @ go) * softplus_prime(z)
    gV = gz @ x.T
    gc = gz.mean(axis=1, keepdims=True)
    return gV, gc, gu, gd

np.random.seed(55)
x = np.random.uniform(-2, 2, (1, 25))
t = x ** 2 / 2 + 0.1 * np.random.randn(1, 25)
params = [np.random.randn(5, 1), np.random.randn(5, 1) * .1, np.random.randn(1, 5) * .4, np.zeros((1, 1))]
lr = 0.05

for i in range(1500):
    if i % 300 == 0:
        print("i =", i, " E =", half_mse(net(x, params)[2], t))
    g = net_grad(x, t, params)
    for q, dq in zip(params, g):
        q -= lr * dq
