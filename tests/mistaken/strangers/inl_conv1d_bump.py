import numpy as np

# find a little bump in a noisy signal: one kernel of size 3, relu, dense, sigmoid
np.random.seed(8)
T = 9
sig, target = [], []
for s in range(20):
    v = 0.2 * np.random.randn(T)
    if s % 2:
        p = np.random.randint(1, T - 2)
        v[p - 1:p + 2] += np.array([0.5, 1.0, 0.2])
    sig.append(v)
    target.append(s % 2)

M = T - 2
k = np.random.randn(3) * 0.5
kb = 0.1
v = np.random.randn(M) * 0.3
vb = 0.0
step = 0.1

for ep in range(60):
    total = 0.0
    for x, t in zip(sig, target):
        z = np.zeros(M)
        for j in range(3):
            z += k[j] * x[j:j + M]
        z += kb
        h = np.maximum(z, 0)
        p = 1 / (1 + np.exp(-(h @ v + vb)))
        l = -(t * np.log(p) + (1 - t) * np.log(1 - p))
        total += l

        do = p - t
        dv = do * h
        dz = do * v
        dz[z <= 0] = 0
        dk = np.zeros(3)
        for j in range(3):
            dk[j] = np.dot(dz, x[2 - j:2 - j + M])
        dkb = dz.sum()

        k -= step * dk
        kb -= step * dkb
        v -= step * dv
        vb -= step * do
    if ep % 10 == 0:
        print(ep, total / len(sig))
