import numpy as np
# Funk SVD on a toy ratings matrix
R = np.array([[5, 3, 0, 1], [4, 0, 0, 1], [1, 1, 0, 5], [1, 0, 0, 4], [0, 1, 5, 4]], dtype=float)
users, items = R.shape
k, lr, lam = 2, 0.01, 0.02
rng = np.random.default_rng(0)
P = rng.normal(0, .5, (users, k))
Q = rng.normal(0, .5, (items, k))
samples = [(u, i, R[u, i]) for u in range(users) for i in range(items) if R[u, i] > 0]
for epoch in range(100):
    rng.shuffle(samples)
    sq = 0.0
    for u, i, r in samples:
        u, i = int(u), int(i)
        e = r - P[u] @ Q[i]
        pu = P[u].copy()
        P[u] += lr * (e * Q[i] - lam * P[u])
        Q[i] += lr * (e * pu - lam * Q[i])
        sq += 0.5 * e ** 2 + 0.5 * lam * (P[u] @ P[u] + Q[i] @ Q[i])
    if epoch % 25 == 0:
        print(epoch, sq)
print(np.round(P @ Q.T, 1))
