import numpy as np
rng = np.random.default_rng(1)
X = rng.standard_normal((9, 5)); Y = rng.standard_normal((9, 2))
W = rng.standard_normal((5, 6)) * .5
g, be = np.ones(6), np.zeros(6)
V = rng.standard_normal((6, 2)) * .5
eps = 1e-5
for step in range(50):
    a = X @ W
    mean = a.mean(axis=1, keepdims=True)
    cen = a - mean
    var = (cen ** 2).mean(axis=1, keepdims=True)
    std = np.sqrt(var + eps)
    norm = cen / std
    y = g * norm + be
    h = np.maximum(0, y)
    pred = h @ V
    loss = ((pred - Y) ** 2).mean()
    # backward, one step at a time
    dpred = 2 * (pred - Y) / Y.size
    gV = h.T @ dpred
    dh = dpred @ V.T
    dy = dh * (y > 0)
    gg = (dy * norm).sum(0)
    gbe = dy.sum(0)
    dnorm = dy * g
    dcen = dnorm / std
    dstd = (-dnorm * cen / std ** 2).sum(axis=1, keepdims=True)
    dvar = dstd / (2 * std)
    dcen += dvar * 2 * cen / a.shape[1]
    da = dcen - dcen.mean(axis=1, keepdims=True)
    gW = X.T @ da
    for prm, grd in ((W, gW), (g, gg), (be, gbe), (V, gV)):
        prm -= 0.1 * grd
    if step % 10 == 0: print(step, loss)
