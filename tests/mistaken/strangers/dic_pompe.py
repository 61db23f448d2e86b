import numpy as np

# pompe de piscine en panne ? (4 capteurs) -- réseau à L couches, tout dans des dictionnaires
def initialiser(dims, graine=10):
    g = np.random.RandomState(graine)
    param = {}
    for l in range(1, len(dims)):
        param[f"W{l}"] = g.randn(dims[l], dims[l - 1]) * np.sqrt(2 / dims[l - 1])
        param[f"b{l}"] = np.zeros((dims[l], 1))
    return param

def propager(X, param):
    L = len(param) // 2
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = param[f"W{l}"] @ cache[f"A{l - 1}"] + param[f"b{l}"]
        cache[f"A{l}"] = np.maximum(Z, 0) if l < L else 1 / (1 + np.exp(-Z))
    return cache[f"A{L}"], cache

def cout(A, Y):
    return float(-(Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum() / Y.shape[1])

def retro(Y, param, cache):
    L, m = len(param) // 2, Y.shape[1]
    grads = {}
    A = cache[f"A{L}"]
    dA = -(Y / A) + (1 - Y) / (1 - A)
    dZ = dA * A * (1 - A)
    for l in range(L, 0, -1):
        grads[f"W{l}"] = dZ @ cache[f"A{l - 1}"].T / m
        grads[f"b{l}"] = dZ.mean(axis=1, keepdims=True)
        if l > 1:
            dZ = (param[f"W{l}"].T @ dZ) * (cache[f"A{l - 1}"] > 0)
    return grads

g = np.random.RandomState(0)
X = g.randn(4, 35)
Y = (X[:1] * X[1:2] + X[2:3] + 0.5 * g.randn(1, 35) > 0.3).astype(float)
param = initialiser([4, 6, 3, 1])
for i in range(600):
    A, cache = propager(X, param)
    if i % 100 == 0:
        print("itération", i, "coût", cout(A, Y))
    grads = retro(Y, param, cache)
    for nom in param:
        param[nom] -= 0.2 * grads[nom]
