"""Learn the inverse kinematics of a little 2-joint arm (x, y) -> (q1, q2)."""
import numpy as np

gen = np.random.RandomState(5)
q = gen.uniform(0.1, 1.4, size=(50, 2))
pos = np.stack([np.cos(q[:, 0]) + np.cos(q.sum(1)), np.sin(q[:, 0]) + np.sin(q.sum(1))], axis=1)
pos += 0.01 * gen.randn(*pos.shape)

Wa = gen.randn(2, 2) * 0.8
ba = np.zeros(2)
Wb = gen.randn(2, 2) * 0.8
bb = np.zeros(2)
mu = 0.1

for n in range(1, 1001):
    s = pos @ Wa + ba
    u = np.arctan(s)
    qhat = u @ Wb + bb
    e = qhat - q
    L = 0.5 * np.sum(e * e) / len(q)

    g = e / len(q)
    dWb = u.T @ g
    dbb = g.sum(axis=0)
    du = g @ Wb
    ds = du / (1 + s ** 2)
    dWa = pos.T @ ds
    dba = ds.sum(axis=0)

    for P, dP in ((Wa, dWa), (ba, dba), (Wb, dWb), (bb, dbb)):
        P -= mu * dP

    if n % 250 == 0:
        print(n, "loss =", L)
print("example:", pos[0], "->", qhat[0], "should be", q[0])
