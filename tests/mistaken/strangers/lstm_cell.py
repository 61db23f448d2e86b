import numpy as np

rng = np.random.default_rng(11)
T, B, D, H = 5, 4, 3, 6
X = rng.normal(size=(T, B, D))
Y = np.cumsum(X.sum(axis=2), axis=0)[-1][:, None] * 0.3

W = rng.normal(size=(D + H, 4 * H)) * 0.3
b = np.zeros(4 * H)
V = rng.normal(size=(H, 1)) * 0.3
c = np.zeros(1)
lr = 0.05


def sig(z):
    return 1 / (1 + np.exp(-z))


for it in range(80):
    # ---- forward ----
    h = np.zeros((B, H))
    s = np.zeros((B, H))
    cache = []
    for t in range(T):
        z = np.concatenate([X[t], h], axis=1)
        a = z @ W + b
        i = sig(a[:, :H])
        f = sig(a[:, H:2 * H])
        o = sig(a[:, 2 * H:3 * H])
        g = np.tanh(a[:, 3 * H:])
        s_prev = s
        s = f * s_prev + i * g
        ts = np.tanh(s)
        h = o * ts
        cache.append((z, i, f, o, g, s_prev, ts))
    out = h @ V + c
    loss = np.mean((out - Y) ** 2)
    # ---- backward through time ----
    dout = 2 * (out - Y) / B
    dV = h.T @ dout
    dc_out = dout.sum(axis=0)
    dh = dout @ V.T
    ds = np.zeros((B, H))
    dW = np.zeros_like(W)
    db = np.zeros_like(b)
    for t in reversed(range(T)):
        z, i, f, o, g, s_prev, ts = cache[t]
        do = dh * ts
        ds = ds + dh * o * (1 - ts ** 2)
        di = ds * g
        dg = ds * i
        df = ds * s_prev
        da = np.concatenate([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - g ** 2)], axis=1)
        dW += z.T @ da
        db += da.sum(axis=0)
        dz = da @ W.T
        dh = dz[:, D:]
        ds = ds * f
    W -= lr * dW
    b -= lr * db
    V -= lr * dV
    c -= lr * dc_out
    if it % 20 == 0:
        print(it, round(float(loss), 5))
