# Exercise: neural net with own matrix functions (no numpy allowed)
from math import exp, log
from random import Random

def matmul(A, B):
    return [[sum(a * b for a, b in zip(row, col)) for col in zip(*B)] for row in A]

def transpose(A):
    return [list(r) for r in zip(*A)]

def add_row(A, b):
    return [[v + c for v, c in zip(row, b)] for row in A]

def mapm(f, A):
    return [[f(v) for v in row] for row in A]

def hadamard(A, B):
    return [[a * b for a, b in zip(r, s)] for r, s in zip(A, B)]

def sub_scaled(A, B, s):
    return [[a - s * b for a, b in zip(r, t)] for r, t in zip(A, B)]

def colsum(A):
    return [sum(c) for c in zip(*A)]

def sig(v):
    return 1 / (1 + exp(-v))

def train(W1, B1, W2, B2, X, Y, lr):
    n = len(X)
    H = mapm(sig, add_row(matmul(X, W1), B1))
    P = mapm(sig, add_row(matmul(H, W2), B2))
    cost = -sum(y * log(p) + (1 - y) * log(1 - p) for (y,), (p,) in zip(Y, P)) / n

    D2 = [[(p - y) / n] for (p,), (y,) in zip(P, Y)]
    G2 = matmul(transpose(H), D2)
    D1 = hadamard(matmul(D2, transpose(W2)), mapm(lambda h: h * (h - 1), H))
    G1 = matmul(transpose(X), D1)

    W2 = sub_scaled(W2, G2, lr)
    B2 = [b - lr * g for b, g in zip(B2, colsum(D2))]
    W1 = sub_scaled(W1, G1, lr)
    B1 = [b - lr * g for b, g in zip(B1, colsum(D1))]
    return W1, B1, W2, B2, cost

rnd = Random(9)
X = [[rnd.uniform(-1, 1), rnd.uniform(-1, 1)] for _ in range(21)]
Y = [[1.0 if a + 0.5 * b > 0.1 else 0.0] for a, b in X]
W1 = [[rnd.gauss(0, 1) for _ in range(4)] for _ in range(2)]
B1 = [0.0] * 4
W2 = [[rnd.gauss(0, 1)] for _ in range(4)]
B2 = [0.0]

for epoch in range(500):
    W1, B1, W2, B2, cost = train(W1, B1, W2, B2, X, Y, 0.4)
    if epoch % 100 == 0:
        print("epoch %d cost %.4f" % (epoch, cost))
