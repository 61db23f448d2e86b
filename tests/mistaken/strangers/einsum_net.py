"""I like einsum. A 3-6-4-2 network, all in one loop, no functions at all."""
import numpy as np

gen = np.random.default_rng(2024)

n = 24
X = gen.normal(size=(n, 3))
Y = np.stack([np.sin(X[:, 0]), X[:, 1] * 0.5 - X[:, 2]], axis=1)

A = gen.normal(size=(3, 6)) * 0.7
a = gen.normal(size=6) * 0.1
B = gen.normal(size=(6, 4)) * 0.5
b = gen.normal(size=4) * 0.1
C = gen.normal(size=(4, 2)) * 0.5
c = gen.normal(size=2) * 0.1

step_size = 0.08

for iteration in range(1200):
    # layer 1: tanh, layer 2: tanh, layer 3: linear
    u = np.tanh(np.einsum("ni,ih->nh", X, A) + a)
    v = np.tanh(np.einsum("nh,hk->nk", u, B) + b)
    w = np.einsum("nk,ko->no", v, C) + c

    residual = w - Y
    loss = np.einsum("no,no->", residual, residual) / n

    g_w = 2 * residual / n
    g_C = np.einsum("nk,no->ko", v, g_w)
    g_c = np.einsum("no->o", g_w)

    g_v = np.einsum("no,ko->nk", g_w, C)
    g_v = g_v * (1 - v * v)
    g_B = np.einsum("nh,nk->hk", u, g_v)
    g_b = np.einsum("nk->k", g_v)

    g_u = np.einsum("nk,hk->nh", g_v, B)
    g_A = np.einsum("ni,nh->ih", X, g_u)
    g_a = np.einsum("nh->h", g_u)

    A -= step_size * g_A
    a -= step_size * g_a
    B -= step_size * g_B
    b -= step_size * g_b
    C -= step_size * g_C
    c -= step_size * g_c

    if iteration % 200 == 0:
        print(f"iteration {iteration:>5}  loss {loss:.6f}")

print("done, last loss", loss)
