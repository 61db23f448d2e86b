import numpy as np

# three classes, the third one is rare: weigh its errors more
rng = np.random.default_rng(11)
X = rng.normal(size=(90, 4))
y = np.where(X[:, 0] + X[:, 1] > 0.3, 0, 1)
y[X[:, 2] > 1.1] = 2
class_w = np.array([1.0, 1.2, 3.5])

n_hidden, n_classes = 7, 3
V1 = rng.normal(size=(4, n_hidden)) * 0.5
c1 = rng.normal(size=n_hidden) * 0.1
V2 = rng.normal(size=(n_hidden, n_classes)) * 0.5
c2 = rng.normal(size=n_classes) * 0.1
lam = 0.05
step = 0.2
batch = 18


def leaky(z):
    return np.where(z > 0, z, 0.1 * z)


def leaky_slope(z):
    return np.where(z > 0, 1.0, 0.1)


for epoch in range(40):
    order = rng.permutation(len(X))
    for k in range(0, len(X), batch):
        idx = order[k:k + batch]
        xb, yb = X[idx], y[idx]
        m = len(idx)
        z1 = xb @ V1 + c1
        a1 = leaky(z1)
        z2 = a1 @ V2 + c2
        e = np.exp(z2 - z2.max(axis=1, keepdims=True))
        p = e / e.sum(axis=1, keepdims=True)
        cw = class_w[yb]
        loss = -np.sum(cw * np.log(p[np.arange(m), yb])) / m
        loss = loss + 0.5 * lam * (np.sum(V1 ** 2) + np.sum(V2 ** 2))

        g2 = p.copy()
        g2[np.arange(m), yb] -= 1
        g2 *= cw[:, None] / m
        gV2 = a1.T @ g2 + lam * V2
        gc2 = g2.sum(axis=0)
        g1 = (g2 @ V2.T) * leaky_slope(z1)
        gV1 = xb.T @ g1 + lam * V1
        gc1 = g1.sum()

        V2 -= step * gV2
        c2 -= step * gc2
        V1 -= step * gV1
        c1 -= step * gc1
    if epoch % 10 == 0:
        print("epoch", epoch, "last batch loss", loss)

guess = (leaky(X @ V1 + c1) @ V2 + c2).argmax(axis=1)
print("accuracy", (guess == y).mean())
