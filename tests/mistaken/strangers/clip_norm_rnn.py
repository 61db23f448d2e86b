import numpy as np

rng = np.random.default_rng(4)
T, B, H = 8, 6, 7
# adding problem
vals = rng.random((T, B)); marks = np.zeros((T, B))
marks[1] = 1; marks[5] = 1
seq = np.stack([vals, marks], axis=2)
target = (vals * marks).sum(axis=0)[:, None]

Wx = rng.normal(size=(2, H)) * .5
Wh = np.eye(H) * .9
bh = np.zeros(H)
Wy = rng.normal(size=(H, 1)) * 2
max_norm = 0.5
for it in range(100):
    hs = [np.zeros((B, H))]
    for t in range(T):
        hs.append(np.tanh(seq[t] @ Wx + hs[-1] @ Wh + bh))
    pred = hs[-1] @ Wy
    loss = np.square(pred - target).mean()
    g = [np.zeros_like(w) for w in (Wx, Wh, bh, Wy)]
    dp = 2 * (pred - target) / B
    g[3] += hs[-1].T @ dp
    dh = dp @ Wy.T
    for t in range(T - 1, -1, -1):
        da = dh * (1 - hs[t + 1] ** 2)
        g[0] += seq[t].T @ da
        g[1] += hs[t].T @ da
        g[2] += da.sum(0)
        dh = da @ Wh.T
    norm = np.sqrt(sum((gi ** 2).sum() for gi in g))
    if norm > max_norm:
        g = [gi * max_norm / norm for gi in g]
    for w, gi in zip((Wx, Wh, bh, Wy), g):
        w -= 0.05 * gi
    if it % 25 == 0:
        print(it, f"loss {loss:.4f} |g| {norm:.2f}")
