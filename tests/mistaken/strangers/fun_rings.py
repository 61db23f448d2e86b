import numpy as np

def sigmoid(a):
    return 1 / (1 + np.exp(-a))

def make_rings(n, rng):
    angle = rng.uniform(0, 2 * np.pi, n)
    label = np.arange(n) % 2
    radius = 0.5 + label + rng.normal(0, 0.1, n)
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return points, label.reshape(-1, 1).astype(float)

def bce(p, y):
    eps = 1e-12
    return -np.mean(y * np.log(p + eps) + (1 - y) * np.log(1 - p + eps))

def fp(X, A, a0, B, b0):
    H = sigmoid(X @ A + a0)
    return H, sigmoid(H @ B + b0)

def bp(X, H, p, y, B):
    m = y.shape[0]
    dp = (p - y) * p * (1 - p) / m
    dB = H.T @ dp
    db0 = np.sum(dp, axis=0)
    dH = dp @ B.T * H * (1 - H)
    dA = X.T @ dH
    da0 = np.sum(dH, axis=0)
    return dA, da0, dB, db0

rng = np.random.default_rng(6)
X, y = make_rings(40, rng)
A, a0 = rng.normal(size=(2, 5)), np.zeros(5)
B, b0 = rng.normal(size=(5, 1)), np.zeros(1)

lr = 2.0
for t in range(1000):
    H, p = fp(X, A, a0, B, b0)
    loss = bce(p, y)
    dA, da0, dB, db0 = bp(X, H, p, y, B)
    A -= lr * dA
    a0 -= lr * da0
    B -= lr * dB
    b0 -= lr * db0
    if t % 200 == 0:
        print(t, loss, "acc", np.mean((p > 0.5) == y))
