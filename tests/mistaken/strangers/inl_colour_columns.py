import numpy as np
from numpy import dot, exp, log

# every column of X is an rgb colour; target: one-hot of warm / cold / neutral
np.random.seed(9)
X = np.random.rand(3, 18)
kind = np.where(X[0] > X[2] + 0.15, 0, np.where(X[2] > X[0] + 0.15, 1, 2))
Y = np.zeros((3, 18))
Y[kind, range(18)] = 1
m = X.shape[1]

W1 = np.random.randn(3, 3)
b1 = np.zeros((3, 1))
W2 = np.random.randn(3, 3)
b2 = np.zeros((3, 1))
rate = 0.5

for k in range(1000):
    Z1 = dot(W1, X) + b1
    A1 = 1 / (1 + exp(-Z1))
    Z2 = dot(W2, A1) + b2
    E = exp(Z2)
    A2 = E / E.sum(axis=0)

    J = -(Y * log(A2)).sum() / m

    dZ2 = A2 - Y
    dW2 = dot(dZ2, A1.T) / m
    db2 = dZ2.sum(axis=1, keepdims=True) / m
    dA1 = dot(W2, dZ2)
    dZ1 = dA1 * A1 * (1 - A1)
    dW1 = dot(dZ1, X.T) / m
    db1 = dZ1.sum(axis=1, keepdims=True) / m

    W2 -= rate * dW2
    b2 -= rate * db2
    W1 -= rate * dW1
    b1 -= rate * db1

    if k % 200 == 0:
        print("J after", k, "iterations:", J)

print("correct:", (A2.argmax(axis=0) == kind).sum(), "of", m)
