import numpy as np

rng = np.random.default_rng(19)
n = 21
A = rng.normal(size=(n, 3))
B = rng.normal(size=(n, 4))
target = np.einsum('ni,nj->n', A[:, :2], B[:, 1:3]) - 0.4
T = rng.normal(size=(2, 3, 4)) * .3
c = np.array([1.0, -0.5])
lr = 0.05
for it in range(150):
    f = np.einsum('ni,kij,nj->nk', A, T, B)
    s = np.sin(f)
    out = s @ c
    e = out - target
    loss = (e @ e) / (2 * n)
    gout = e / n
    gc = np.einsum('n,nk->k', gout, s)
    gf = np.einsum('n,k->nk', gout, c) * np.cos(f)
    gT = np.einsum('nk,ni,nj->kij', gf, A, B)
    T -= lr * gT
    c -= lr * gc
    if it % 50 == 0:
        print(it, loss)
