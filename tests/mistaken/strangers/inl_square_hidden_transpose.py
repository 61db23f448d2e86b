import numpy as np

gen = np.random.RandomState(99)
pts = gen.randn(80, 2)
cls = (np.sum(pts ** 2, axis=1) > 1.2).astype(float)[:, None]

H = 5
A = gen.randn(2, H) * .7
a0 = np.zeros(H)
B = gen.randn(H, H) * .5
b0 = np.zeros(H)
C = gen.randn(H, 1) * .5
c0 = np.zeros(1)
gamma = 0.5

for n_iter in range(600):
    z1 = np.matmul(pts, A) + a0
    h1 = np.where(z1 > 0, z1, 0)
    z2 = np.matmul(h1, B) + b0
    h2 = np.tanh(z2)
    p = 1. / (1. + np.exp(-(np.matmul(h2, C) + c0)))
    nll = -(cls * np.log(p) + (1 - cls) * np.log(1 - p)).mean()

    g3 = (p - cls) / cls.shape[0]
    g2 = np.matmul(g3, C.T) * (1 - h2 * h2)
    g1 = np.matmul(g2, B) * (z1 > 0)

    C -= gamma * np.matmul(h2.T, g3)
    c0 -= gamma * g3.sum(0)
    B -= gamma * np.matmul(h1.T, g2)
    b0 -= gamma * g2.sum(0)
    A -= gamma * np.matmul(pts.T, g1)
    a0 -= gamma * g1.sum(0)

    if n_iter % 150 == 0:
        print(n_iter, 'nll', round(float(nll), 4), 'acc', ((p > .5) == cls).mean())
