"""Deep net in functions, caches as tuples. Labels y in {0, 1}; A of shape (units, m)."""
import numpy as np


def linear_forward(A, W, b):
    return W @ A + b, (A, W, b)


def activation_forward(A_prev, W, b, kind):
    Z, lin = linear_forward(A_prev, W, b)
    if kind == "relu":
        A = Z * (Z > 0)
    elif kind == "sigmoid":
        A = 1 / (1 + np.exp(-Z))
    return A, (lin, Z)


def linear_backward(dZ, lin):
    A_prev, W, _ = lin
    return W.T @ dZ, dZ @ A_prev.T, dZ.sum(axis=1, keepdims=True)


def activation_backward(dA, cache, kind):
    lin, Z = cache
    if kind == "relu":
        dZ = np.array(dA, copy=True)
        dZ[Z <= 0] = 0
    else:
        s = 1 / (1 + np.exp(-Z))
        dZ = dA * s * (1 - s)
    return linear_backward(dZ, lin)


def step(X, Y, P, lr=0.2):
    m = Y.shape[1]
    A1, c1 = activation_forward(X, P[0], P[1], "relu")
    A2, c2 = activation_forward(A1, P[2], P[3], "sigmoid")
    J = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)).sum() / m
    dA2 = (-np.divide(Y, A2) + np.divide(1 - Y, 1 - A2)) / m
    dA1, dW2, db2 = activation_backward(dA2, c2, "sigmoid")
    _, dW1, db1 = activation_backward(dA1, c1, "relu")
    return J, [p - lr * g for p, g in zip(P, (dW1, db1, dW2, db2))]


if __name__ == "__main__":
    np.random.seed(3)
    X = np.random.randn(3, 40)
    Y = (X[:1] * X[1:2] > 0).astype(float)
    P = [np.random.randn(5, 3) * .5, np.zeros((5, 1)), np.random.randn(1, 5) * .5, np.zeros((1, 1))]
    for i in range(300):
        J, P = step(X, Y, P)
        if i % 100 == 0:
            print("Cost after iteration %i: %f" % (i, J))
