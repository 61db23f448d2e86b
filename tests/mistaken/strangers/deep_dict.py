import numpy as np

LAYERS = [3, 6, 5, 4, 1]
DEPTH = len(LAYERS) - 1
np.random.seed(60)

P = {}
for l in range(1, DEPTH + 1):
    P["W%d" % l] = np.random.randn(LAYERS[l], LAYERS[l - 1]) / np.sqrt(LAYERS[l - 1])
    P["b%d" % l] = np.zeros((LAYERS[l], 1))

def sigma(z): return np.tanh(z)
def dsigma(z): return 1 - np.tanh(z) ** 2

def forward(X):
    C = {"A0": X}
    for l in range(1, DEPTH + 1):
        C["Z%d" % l] = P["W%d" % l] @ C["A%d" % (l - 1)] + P["b%d" % l]
        C["A%d" % l] = sigma(C["Z%d" % l]) if l < DEPTH else C["Z%d" % l]
    return C["A%d" % DEPTH], C

def backward(dZ, C):
    G = {}
    for l in range(DEPTH, 0, -1):
        G["W%d" % l] = dZ @ C["A%d" % (l - 1)].T
        G["b%d" % l] = dZ.sum(axis=1, keepdims=True)
        if l > 1:
            dA = P["W%d" % l].T @ dZ
            dZ = dA * dsigma(C["A%d" % (l - 1)])
    return G

X = np.random.randn(3, 29)
T = np.sin(X.sum(axis=0, keepdims=True))
for i in range(300):
    Y, C = forward(X)
    cost = np.sum((Y - T) ** 2) / (2 * X.shape[1])
    G = backward((Y - T) / X.shape[1], C)
    for key in P:
        P[key] -= 0.1 * G[key]
    if i % 100 == 0:
        print(i, cost)
