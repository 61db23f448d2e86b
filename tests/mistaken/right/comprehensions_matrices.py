"""Own little matrix functions."""

import math
import random


def matmul(A, B):
    return [[sum(a * b for a, b in zip(row, col)) for col in zip(*B)] for row in A]


def transpose(A):
    return [list(col) for col in zip(*A)]


def add_row(A, v):
    return [[a + b for a, b in zip(row, v)] for row in A]


def apply(f, A):
    return [[f(a) for a in row] for row in A]


def hadamard(A, B):
    return [[a * b for a, b in zip(r, s)] for r, s in zip(A, B)]


def minus(A, B, factor=1.0):
    return [[a - factor * b for a, b in zip(r, s)] for r, s in zip(A, B)]


def col_sums(A):
    return [sum(col) for col in zip(*A)]


random.seed(99)
X = [[random.uniform(-1, 1) for _ in range(3)] for _ in range(11)]
Y = [[x[0] * x[1], x[2] ** 2] for x in X]
W1 = [[random.gauss(0, 0.6) for _ in range(2)] for _ in range(3)]
B1 = [0.0] * 2
W2 = [[random.gauss(0, 0.6) for _ in range(2)] for _ in range(2)]
B2 = [0.0] * 2
eta = 0.05

for _ in range(200):
    H = apply(math.tanh, add_row(matmul(X, W1), B1))
    O = add_row(matmul(H, W2), B2)
    D2 = minus(O, Y)
    loss = 0.5 * sum(d * d for row in D2 for d in row)
    slope = apply(lambda h: 1 - h * h, H)
    D1 = hadamard(matmul(D2, transpose(W2)), slope)
    G2 = matmul(transpose(H), D2)
    G1 = matmul(transpose(X), D1)
    W2 = minus(W2, G2, eta)
    W1 = minus(W1, G1, eta)
    B2 = [b - eta * g for b, g in zip(B2, col_sums(D2))]
    B1 = [b - eta * g for b, g in zip(B1, col_sums(D1))]
print("loss", loss)
