import numpy as np

rng = np.random.default_rng(101)
X = rng.normal(size=(16, 6)) @ rng.normal(size=(6, 6)) * .3
We = rng.normal(size=(6, 5)) * .3
Wm = rng.normal(size=(5, 2)) * .3
Ws = rng.normal(size=(5, 2)) * .3
Wd = rng.normal(size=(2, 6)) * .3
N = len(X)
lr, kl_weight = 0.02, 0.1
for epoch in range(80):
    eps = rng.normal(size=(N, 2))
    h = np.tanh(X @ We)
    mu = h @ Wm
    logvar = h @ Ws
    std = np.exp(0.5 * logvar)
    z = mu + std * eps
    xr = z @ Wd
    rec = np.sum((xr - X) ** 2) / N
    kl = -0.5 * np.sum(1 + logvar - mu ** 2 - np.exp(logvar)) / N
    loss = rec + kl_weight * kl

    dxr = 2 * (xr - X) / N
    dWd = z.T @ dxr
    dz = dxr @ Wd.T
    dmu = dz + kl_weight * mu / N
    dlogvar = dz * eps * 0.5 * std + kl_weight * 0.5 * (np.exp(logvar) - 1) / N
    dWm = h.T @ dmu
    dWs = h.T @ dlogvar
    dh = dmu @ Wm.T + dlogvar @ Ws.T
    dWe = X.T @ (dh * (1 - h ** 2))
    We -= lr * dWe
    Wm -= lr * dWm
    Ws -= lr * dWs
    Wd -= lr * dWd
    if epoch % 20 == 0:
        print(epoch, rec, kl)
