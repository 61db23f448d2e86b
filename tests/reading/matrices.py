"""Matrices as lists of lists, with helpers that zip and transpose."""

import random, math
def matmul(A, B):
    return [[sum(a * b for a, b in zip(row, col)) for col in zip(*B)] for row in A]
def transpose(M):
    return [list(r) for r in zip(*M)]
def add_bias(M):
    return [row + [1.0] for row in M]
def apply(f, M):
    return [[f(v) for v in row] for row in M]
def zeros(r, c):
    return [[0.0] * c for _ in range(r)]
sig = lambda v: 1.0 / (1.0 + math.exp(-v))
X = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
Y = [[0.0], [1.0], [1.0], [0.0]]
W1 = [[random.uniform(-1, 1) for _ in range(5)] for _ in range(3)]
W2 = [[random.gauss(0, 1)] for _ in range(6)]
for it in range(1000):
    A0 = add_bias(X)
    H = apply(sig, matmul(A0, W1))
    A1 = add_bias(H)
    O = apply(sig, matmul(A1, W2))
    E = [[o - y for o, y in zip(ro, ry)] for ro, ry in zip(O, Y)]
    loss = sum(e[0] ** 2 for e in E) / len(E)
    D2 = [[2 * e * o * (1 - o) / len(X) for e, o in zip(re, ro)] for re, ro in zip(E, O)]
    G2 = matmul(transpose(A1), D2)
    back = matmul(D2, transpose(W2[:-1]))
    D1 = [[b * h * (1 - h) for b, h in zip(rb, rh)] for rb, rh in zip(back, H)]
    G1 = matmul(transpose(A0), D1)
    W1 = [[w - 0.5 * g for w, g in zip(rw, rg)] for rw, rg in zip(W1, G1)]
    for i in range(len(W2)):
        for j in range(len(W2[0])):
            W2[i][j] -= 0.5 * G2[i][j]
    if loss < 1e-9:
        break
