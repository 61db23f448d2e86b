import math
import numpy as np
"""Counts explained by a small network: Poisson deviance, GELU units, line search by halving."""
max_iter, lr = 60, 0.02
gen = np.random.Generator(np.random.PCG64(3))
x = gen.triangular(-2, 0, 2, size=(25, 2))
counts = gen.poisson(np.exp(0.5 + np.cos(x[:, 0]) * x[:, 1]))
W1 = gen.standard_normal((2, 6)) * .6; b1 = np.zeros(6); w2 = gen.standard_normal(6) * .3
erf = np.vectorize(math.erf)
phi = lambda z: np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)
for n_iter in range(1, max_iter + 1):
    z = x @ W1 + b1
    cdf = 0.5 * (1 + erf(z / math.sqrt(2)))
    h = z * cdf
    eta = h @ w2
    rate = np.exp(eta)
    nll = np.mean(rate - counts * eta)
    g_eta = (rate - counts) / counts.size
    g_w2 = h.T @ g_eta
    g_h = np.outer(g_eta, w2)
    g_z = g_h * (cdf + z * phi(z))
    W1 = W1 - lr * (x.T @ g_z)
    b1 = b1 - lr * np.sum(g_z, 0)
    w2 = w2 - lr * g_w2
    print(f"{n_iter}/{max_iter} loss {nll:.4f}", flush=True)
