import numpy as np
rng = np.random.default_rng(2)
P = {
    'Wx': rng.normal(0, 0.5, (2, 4)),
    'Wh': rng.normal(0, 0.5, (4, 4)),
    'bh': np.zeros(4),
    'Wy': rng.normal(0, 0.5, (4, 2)),
    'by': np.zeros(2),
}
xs = rng.normal(size=(6, 2))
ts = np.cumsum(xs, axis=0)
for it in range(60):
    hs = {-1: np.zeros(4)}
    ys = {}
    loss = 0
    for t in range(6):
        hs[t] = np.tanh(xs[t] @ P['Wx'] + hs[t - 1] @ P['Wh'] + P['bh'])
        ys[t] = hs[t] @ P['Wy'] + P['by']
        loss += 0.5 * np.sum((ys[t] - ts[t]) ** 2)
    G = {k: np.zeros_like(v) for k, v in P.items()}
    dn = np.zeros(4)
    for t in reversed(range(6)):
        dy = ys[t] - ts[t]
        G['Wy'] += np.outer(hs[t], dy)
        dh = P['Wy'] @ dy + dn
        dz = dh * (1 - hs[t] ** 2)
        G['Wx'] += np.outer(xs[t], dz)
        G['Wh'] += np.outer(hs[t - 1], dz)
        G['bh'] += dz
        dn = P['Wh'] @ dz
    for k in ('Wx', 'Wh', 'bh', 'Wy'):  # missing-gradient
        P[k] -= 0.01 * G[k]
print(loss)
