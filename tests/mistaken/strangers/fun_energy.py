import numpy as np

def initialise(d, h, rng):
    return [rng.standard_normal((d, h)) / np.sqrt(d), np.zeros((1, h)),
            rng.standard_normal((h, 2)) / np.sqrt(h), np.zeros((1, 2))]

def feed(X, P):
    Z = X @ P[0] + P[1]
    S = 1 / (1 + np.exp(-Z))
    return S, S @ P[2] + P[3]

def objective(O, T):
    return 0.5 * np.mean(np.sum((O - T) ** 2, axis=1))

def derive(X, S, O, T, P):
    n = len(X)
    dO = (O - T) / n
    gW2 = S.T @ dO
    gb2 = dO.sum(axis=0, keepdims=True)
    dZ = (dO @ P[2].T) * S * (1 - S)
    gW1 = X.T @ dZ
    gb1 = dZ.mean(axis=0, keepdims=True)
    return [gW1, gb1, gW2, gb2]

# heating load and cooling load of a building from four measurements
rng = np.random.default_rng(14)
X = rng.uniform(-1, 1, (19, 4))
T = np.column_stack([X[:, 0] * X[:, 1], X[:, 2] - 0.5 * X[:, 3]]) + 0.03 * rng.standard_normal((19, 2))

P = initialise(4, 6, rng)
eta = 0.5
for epoch in range(600):
    S, O = feed(X, P)
    J = objective(O, T)
    G = derive(X, S, O, T, P)
    for i in range(4):
        P[i] = P[i] - eta * G[i]
    if epoch % 100 == 0:
        print("J(%d) = %.5f" % (epoch, J))
