import numpy as np

rng = np.random.default_rng(0)
n, t, d, dk = 7, 4, 5, 3
X = rng.normal(size=(n, t, d))
y = X[:, 0, :2].sum(axis=1) - X[:, -1, 1]
Wq = rng.normal(size=(d, dk)) * .4
Wk = rng.normal(size=(d, dk)) * .4
Wv = rng.normal(size=(d, dk)) * .4
wo = rng.normal(size=dk) * .4


def softmax(a):
    e = np.exp(a - a.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


for it in range(60):
    loss = 0.0
    dWq, dWk, dWv, dwo = (np.zeros_like(w) for w in (Wq, Wk, Wv, wo))
    for x, target in zip(X, y):
        q, k, v = x @ Wq, x @ Wk, x @ Wv
        s = q @ k.T / np.sqrt(dk)
        A = softmax(s)
        ctx = A @ v
        pooled = ctx.mean(axis=0)
        out = pooled @ wo
        loss += 0.5 * (out - target) ** 2 / n

        dout = (out - target) / n
        dwo += dout * pooled
        dctx = np.tile(dout * wo / t, (t, 1))
        dA = dctx @ v.T
        dv = A.T @ dctx
        ds = A * (dA - (dA * A).sum(axis=1, keepdims=True)) / np.sqrt(dk)
        dq = ds @ k
        dkk = ds.T @ q
        dWq += x.T @ dq
        dWk += x.T @ dkk
        dWv += x.T @ dv
    for w, g in [(Wq, dWq), (Wk, dWk), (Wv, dWv), (wo, dwo)]:
        w -= 0.1 * g
    if it % 20 == 0:
        print(it, loss)
