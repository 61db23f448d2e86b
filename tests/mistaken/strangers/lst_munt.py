import math, random

def sig(x): return 1 / (1 + math.exp(-x))

# kop of munt met een scheve munt: worp (kracht, draai, hoogte) -> kans op kop
random.seed(19)
worpen = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(15)]
kans = [sig(2 * a - b * c) for a, b, c in worpen]

n_h = 4
W = [[random.gauss(0, .7) for _ in range(3)] for _ in range(n_h)]
B = [0.1] * n_h
V = [random.gauss(0, .7) for _ in range(n_h)]
C = [0.0]
alfa = 0.2

for ronde in range(80):
    fout_som = 0
    for x, t in zip(worpen, kans):
        h = [math.tanh(sum(W[j][i] * x[i] for i in range(3)) + B[j]) for j in range(n_h)]
        o = sig(sum(V[j] * h[j] for j in range(n_h)) + C[0])
        fout_som += 0.5 * (t - o) ** 2
        d_o = (t - o) * o * (1 - o)
        d_h = [-d_o * V[j] * (1 - h[j] ** 2) for j in range(n_h)]
        for j in range(n_h):
            V[j] += alfa * d_o * h[j]
            B[j] += alfa * d_h[j]
            for i in range(3):
                W[j][i] += alfa * d_h[j] * x[i]
        C[0] += alfa * d_o
    if ronde % 10 == 0:
        print('ronde', ronde, 'fout', fout_som)
