# Rows or columns?  Here the truth table is written the way it is printed in the book (one row per input
# variable), so the examples are the columns and the weights sit on the left.
import numpy as np

a = [0, 0, 0, 0, 1, 1, 1, 1]
b = [0, 0, 1, 1, 0, 0, 1, 1]
c = [0, 1, 0, 1, 0, 1, 0, 1]
majority = [0, 0, 0, 1, 0, 1, 1, 1]
parity = [0, 1, 1, 0, 1, 0, 0, 1]

inp = np.array([a, b, c, [1] * 8])
want = np.array([majority, parity])

rng = np.random.RandomState(4)
U1 = rng.uniform(-1, 1, (6, 4))
U2 = rng.uniform(-1, 1, (2, 6))
eta = 0.3

def act(t):
    return 1 / (1 + np.exp(-t))

for sweep in range(1500):
    mid = act(U1.dot(inp))
    out = act(U2.dot(mid))
    loss = 0.5 * np.sum((want - out) ** 2)
    # (AB)^T = B^T A^T: everything can be written the other way round
    d_out = ((want - out) * (out - out ** 2)).T            # 8 x 2
    d_mid = d_out.dot(U2) * (mid.T - mid.T ** 2)           # 8 x 6
    U2 += eta * mid.dot(d_out).T
    U1 += eta * inp.dot(d_mid).T
    if sweep % 300 == 0:
        print(sweep, round(loss, 4), "correct:", int(((out > .5) == want).sum()), "/ 16")
