import numpy as np

rng = np.random.default_rng(31)
t, d = 5, 4
X = rng.normal(size=(t, d))
Y = rng.normal(size=(t, d))
Wq, Wk, Wv = (rng.normal(size=(d, d)) * .5 for _ in range(3))
scale = 1 / np.sqrt(d)
for it in range(100):
    Q = X @ Wq
    K = X @ Wk
    V = X @ Wv
    S = Q @ K.T * scale
    E = np.exp(S - S.max(axis=1, keepdims=True))
    A = E / E.sum(axis=1, keepdims=True)
    O = A @ V
    loss = 0.5 * np.sum((O - Y) ** 2)
    dO = O - Y
    dV = A.T @ dO
    dA = dO @ V.T
    dS = A * (dA - np.sum(A * dA, axis=1, keepdims=True))
    dQ = dS @ K
    dK = dS.T @ Q * scale
    gWq = X.T @ dQ
    gWk = X.T @ dK
    gWv = X.T @ dO
    Wq -= 0.05 * gWq
    Wk -= 0.05 * gWk
    Wv -= 0.05 * gWv
    if it % 25 == 0:
        print(it, loss)
