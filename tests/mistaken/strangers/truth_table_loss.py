# NAND / truth tables. The net learns but the printed loss looks strange?!
import numpy as np
rng = np.random.RandomState(18)

A = np.array([(p, q) for p in (0., 1.) for q in (0., 1.)])
nand = 1 - A.prod(axis=1)

hidden_w = rng.uniform(-1, 1, (2, 3)); hidden_b = rng.uniform(-1, 1, 3)
out_w = rng.uniform(-1, 1, 3); out_b = np.zeros(1)

def squash(v):
    return np.exp(-np.logaddexp(0, -v))

def binary_cross_entropy(p, t):
    return -np.mean(t * np.log(p) + (1 - t) * np.log(p))

for n in range(600):
    h = squash(A @ hidden_w + hidden_b)
    p = squash(h @ out_w + out_b)
    loss = binary_cross_entropy(p, nand)

    d = (p - nand) / nand.size
    back = d[:, None] * out_w[None, :] * h * (1 - h)

    hidden_w -= A.T @ back
    hidden_b -= back.sum(axis=0)
    out_w -= d @ h
    out_b -= d.sum(keepdims=True)
    if n % 150 == 0:
        print('%4d  loss %.4f  outputs %s' % (n, loss, p.round(2)))
