import math
import random

def matmul(A, B):
    return [[sum(a * b for a, b in zip(row, col)) for col in zip(*B)] for row in A]

def transpose(A):
    return [list(c) for c in zip(*A)]

def mapm(f, A):
    return [[f(v) for v in row] for row in A]

def hadamard(A, B):
    return [[a * b for a, b in zip(r, s)] for r, s in zip(A, B)]

def combine(A, B, s):
    return [[a + s * b for a, b in zip(r, q)] for r, q in zip(A, B)]

random.seed(25)
X = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(12)]
T = [[x[0] - x[1] * x[2] + random.gauss(0, 0.05)] for x in X]
n = len(X)
U = [[random.gauss(0, 0.6) for _ in range(4)] for _ in range(3)]
V = [[random.gauss(0, 0.6)] for _ in range(4)]
lam = 0.01
lr = 0.1

for epoch in range(250):
    H = mapm(math.tanh, matmul(X, U))
    O = matmul(H, V)
    E = combine(O, T, -1)
    loss = sum(e[0] ** 2 for e in E) / n + lam * sum(v * v for row in U for v in row)

    dO = mapm(lambda e: 2 * e / n, E)
    dV = matmul(transpose(H), E)
    dH = matmul(dO, transpose(V))
    dZ = hadamard(dH, mapm(lambda h: 1 - h * h, H))
    dU = matmul(transpose(X), dZ)
    dU = combine(dU, U, lam)

    U = combine(U, dU, -lr)
    V = combine(V, dV, -lr)
    if epoch % 50 == 0:
        print("epoch", epoch, "loss", loss)
