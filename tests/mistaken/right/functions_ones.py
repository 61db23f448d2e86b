# The bias is a column of ones, the last row of each weight matrix belongs to it.
import numpy as np

np.random.seed(0)


def add_ones(a):
    return np.c_[a, np.ones(a.shape[0])]


def logistic(s):
    return 1.0 / (1.0 + np.exp(-s))


def run(X, T, V, W):
    Xb = add_ones(X)
    H = logistic(Xb @ V)
    Hb = add_ones(H)
    Y = Hb @ W
    return Xb, H, Hb, Y


def derivatives(T, W, Xb, H, Hb, Y):
    E = Y - T
    dW = Hb.T @ E
    back = E @ W[:-1].T
    dV = Xb.T @ (back * H * (1 - H))
    return dV, dW


X = np.random.uniform(-1, 1, (21, 2))
T = np.hstack((X[:, [0]] ** 2, X[:, [0]] * X[:, [1]]))
V = np.random.uniform(-1, 1, (3, 4))
W = np.random.uniform(-1, 1, (5, 2))
alpha = 0.02
for epoch in range(300):
    Xb, H, Hb, Y = run(X, T, V, W)
    loss = 0.5 * ((Y - T) ** 2).sum()
    dV, dW = derivatives(T, W, Xb, H, Hb, Y)
    V -= alpha * dV
    W -= alpha * dW
print("loss", loss)
