import random

# Ampel: wartende Autos auf 3 Spuren -> Dauer der Grünphase
random.seed(29)
verkehr = [[random.gauss(0, 1) for _ in range(3)] for _ in range(13)]
dauer = [0.4 * max(a, 0) + 0.3 * max(b - c, 0) + 0.1 for a, b, c in verkehr]

def relu(x):
    return x if x > 0 else 0.0

A = [[random.gauss(0, 0.6) for _ in range(3)] for _ in range(4)]
a0 = [0.1, 0.1, 0.1, 0.1]
M = [[random.gauss(0, 0.6) for _ in range(4)] for _ in range(3)]
m0 = [0.1, 0.1, 0.1]
q = [random.gauss(0, 0.6) for _ in range(3)]
rate = 0.1

for tag in range(60):
    kosten = 0
    for x, soll in zip(verkehr, dauer):
        h1 = [relu(sum(p * xi for p, xi in zip(zeile, x)) + s) for zeile, s in zip(A, a0)]
        h2 = [relu(sum(p * hi for p, hi in zip(zeile, h1)) + s) for zeile, s in zip(M, m0)]
        aus = sum(p * hi for p, hi in zip(q, h2))
        diff = aus - soll
        kosten += diff * diff
        # die Gewichte von vorher aufheben, weil unten schon geändert wird
        M_alt = M[:]
        q_alt = q[:]
        d2 = [2 * diff * q_alt[k] if h2[k] > 0 else 0.0 for k in range(3)]
        for k in range(3):
            q[k] -= rate * 2 * diff * h2[k]
            m0[k] -= rate * d2[k]
            for j in range(4):
                M[k][j] -= rate * d2[k] * h1[j]
        for j in range(4):
            d1 = sum(d2[k] * M_alt[k][j] for k in range(3)) if h1[j] > 0 else 0.0
            a0[j] -= rate * d1
            for i in range(3):
                A[j][i] -= rate * d1 * x[i]
    if tag % 10 == 0:
        print(tag, round(kosten, 5))
