"""4-2-4 autoencoder with nothing but lists."""
import math
import random

random.seed(23)
PATTERNS = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
V, C = 4, 2

def logistic(t):
    return 1 / (1 + math.exp(-t))

enc = [[random.uniform(-1, 1) for _ in range(V)] for _ in range(C)]
encb = [0.0] * C
dec = [[random.uniform(-1, 1) for _ in range(C)] for _ in range(V)]
decb = [0.0] * V
eta = 0.9

for sweep in range(3000):
    mist = 0.0
    for x in PATTERNS:
        code = [logistic(sum(enc[c][v] * x[v] for v in range(V)) + encb[c]) for c in range(C)]
        rec = [logistic(sum(dec[v][c] * code[c] for c in range(C)) + decb[v]) for v in range(V)]
        mist += 0.5 * sum((r - xi) ** 2 for r, xi in zip(rec, x))

        d_rec = [(r - xi) * r * (1 - r) for r, xi in zip(rec, x)]
        d_code = []
        for c in range(C):
            back = 0.0
            for v in range(V):
                back += d_rec[v] * dec[v][c]
            d_code.append(back)

        for v in range(V):
            for c in range(C):
                dec[v][c] -= eta * d_rec[v] * code[c]
            decb[v] -= eta * d_rec[v]
        for c in range(C):
            for v in range(V):
                enc[c][v] -= eta * d_code[c] * x[v]
            encb[c] -= eta * d_code[c]
    if sweep % 500 == 0:
        print("sweep", sweep, "error", mist)
