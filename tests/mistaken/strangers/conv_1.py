import numpy as np

# does the signal hold a bump? two filters of width 3, relu, mean over the places, one sigmoid
rng = np.random.default_rng(17)
n, T, F, S = 36, 10, 2, 3
P = T - S + 1
X = rng.normal(0, 0.5, size=(n, T))
y = (rng.random(n) < 0.5).astype(float)
for i in range(n):
    if y[i] > 0:
        at = rng.integers(0, T - 2)
        X[i, at:at + 3] += [1.0, 2.0, 1.0]

K = rng.normal(size=(F, S))
bk = rng.normal(size=F) * 0.3 + 0.5
v = rng.normal(size=F)
c = 0.1
eta = 0.3
for epoch in range(100):
    # forward
    conv = np.zeros((n, F, P))
    for f in range(F):
        for p in range(P):
            conv[:, f, p] = X[:, p:p + S] @ K[f] + bk[f]
    act = np.maximum(conv, 0)
    pooled = act.mean(axis=2)
    out = 1 / (1 + np.exp(-(pooled @ v + c)))
    loss = -np.mean(y * np.log(out) + (1 - y) * np.log(1 - out))
    # backward
    d_out = (out - y) / n
    gv = pooled.T @ d_out
    gc = d_out.mean()
    d_pool = np.outer(d_out, v)
    d_act = np.repeat(d_pool[:, :, None], P, axis=2) / P
    d_conv = d_act * (conv > 0)
    gK = np.zeros_like(K)
    gbk = np.zeros_like(bk)
    for f in range(F):
        for p in range(P):
            gK[f] += d_conv[:, f, p] @ X[:, p:p + S]
            gbk[f] += d_conv[:, f, p].sum()
    # update
    K -= eta * gK
    bk -= eta * gbk
    v -= eta * gv
    c -= eta * gc
    if epoch % 20 == 0:
        print("loss %.4f, accuracy %.2f" % (loss, np.mean((out > 0.5) == (y > 0.5))))
