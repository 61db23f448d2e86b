# "Weight decay in 60 lines" - companion code of the post
from math import exp
import numpy as np

LAMBDA = 0.05
RATE = 0.3

squash = np.vectorize(lambda a: 1 / (1 + exp(-a)))

def forward(X, W1, W2):
    """bias = extra column of ones, in both layers"""
    A = np.hstack([X, np.ones((len(X), 1))])
    B = np.hstack([squash(A @ W1), np.ones((len(X), 1))])
    return A, B, squash(B @ W2)

def cross_entropy(P, Y):
    return -(Y * np.log(P) + (1 - Y) * np.log(1 - P)).mean()

def penalty(W1, W2):
    return LAMBDA * ((W1[:-1] ** 2).sum() + (W2[:-1] ** 2).sum())

def gradients(A, B, P, Y, W1, W2):
    D2 = (P - Y) / len(Y)
    G2 = B.T @ D2
    D1 = (D2 @ W2[:-1].T) * B[:, :-1] * (1 - B[:, :-1])
    G1 = A.T @ D1
    # the bias rows are not punished
    G1[:-1] += LAMBDA * W1[:-1]
    G2[:-1] += 2 * LAMBDA * W2[:-1]
    return G1, G2

gen = np.random.RandomState(90)
X = gen.randn(31, 2)
Y = ((X ** 2).sum(axis=1, keepdims=True) < 1.4) * 1.0
W1 = gen.randn(3, 6)
W2 = gen.randn(7, 1)

for epoch in range(0, 301):
    A, B, P = forward(X, W1, W2)
    J = cross_entropy(P, Y) + penalty(W1, W2)
    G1, G2 = gradients(A, B, P, Y, W1, W2)
    W1, W2 = W1 - RATE * G1, W2 - RATE * G2
    if epoch % 75 == 0:
        print("%4d  J=%.5f  ce=%.5f" % (epoch, J, cross_entropy(P, Y)))
