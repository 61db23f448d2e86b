import numpy as np
# 3-bit parity, 3-6-1, everything sigmoid, squared error (why does it stop at 0.25 ???)
np.random.seed(3)
bits = np.array([[int(c) for c in format(k, '03b')] for k in range(8)], dtype=float)
parity = (bits.sum(1) % 2).reshape(-1, 1)

w1 = np.random.uniform(-1, 1, (3, 6)); c1 = np.random.uniform(-1, 1, 6)
w2 = np.random.uniform(-1, 1, (6, 1)); c2 = np.random.uniform(-1, 1, 1)
gamma = 0.8
sig = lambda v: 1 / (1 + np.exp(-v))

for rnd in range(2000):
    y1 = sig(bits @ w1 + c1)
    y2 = sig(y1 @ w2 + c2)
    miss = y2 - parity
    err = 0.5 * np.sum(miss ** 2)

    delta2 = miss * y2 * (1 - y2)
    delta1 = (miss @ w2.T) * y1 * (1 - y1)

    w2 -= gamma * (y1.T @ delta2)
    c2 -= gamma * miss.sum(axis=0)
    w1 -= gamma * (bits.T @ delta1)
    c1 -= gamma * delta1.sum(axis=0)

    if rnd % 400 == 0:
        print(f'{rnd:5d}', f'{err:.5f}')

print('outputs', np.round(y2.ravel(), 2))
print('targets', parity.ravel())
