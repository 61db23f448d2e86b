# tiny digit recogniser, 3x5 bitmaps of 0, 1, 7 and 4
import numpy as np

ZERO = "111 101 101 101 111"
ONE = "010 110 010 010 111"
SEVEN = "111 001 010 010 010"
FOUR = "101 101 111 001 001"


def to_vec(s):
    return [float(ch) for ch in s.replace(" ", "")]


np.random.seed(4)
X = np.array([to_vec(s) for s in (ZERO, ONE, SEVEN, FOUR)] * 3)
X += 0.15 * np.random.randn(*X.shape)
Y = np.tile(np.eye(4), (3, 1))


def softmax(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)


def forward(X, W1, b1, W2, b2):
    z1 = X @ W1 + b1
    a1 = np.maximum(z1, 0)
    z2 = a1 @ W2 + b2
    return z1, a1, z2, softmax(z2)


def cross_entropy(P, Y):
    return -np.sum(Y * np.log(P + 1e-12)) / Y.shape[0]


def backward(X, Y, W1, b1, W2, b2):
    z1, a1, z2, P = forward(X, W1, b1, W2, b2)
    n = X.shape[0]
    dz2 = (P - Y) / n
    dW2 = a1.T @ dz2
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ W2.T
    dz1 = np.where(a1 > 0, da1, 0)
    dW1 = X.T @ dz1
    db1 = dz1.sum(axis=0)
    return dW1, db1, dW2, db2


def update(params, grads, lr):
    return [p - lr * g for p, g in zip(params, grads)]


W1 = np.random.randn(15, 6) * 0.3
b1 = np.zeros(6)
W2 = np.random.randn(6, 4) * 0.3
b2 = np.zeros(4)

for epoch in range(201):
    grads = backward(X, Y, W1, b1, W2, b2)
    W1, b1, W2, b2 = update((W1, b1, W2, b2), grads, lr=0.5)
    if epoch % 40 == 0:
        print("epoch", epoch, "loss", cross_entropy(forward(X, W1, b1, W2, b2)[-1], Y))

print("prediction:", forward(X, W1, b1, W2, b2)[-1].argmax(axis=1))
