# Strength of concrete from 4 ingredients. Group project, part "network"
import numpy as np

rs = np.random.RandomState(12)
X = rs.rand(28, 4)
y = (0.3 + 0.5 * X[:, 0] - 0.4 * X[:, 1] * X[:, 2] + 0.2 * X[:, 3]).reshape(28, 1)
y = np.clip(y + rs.randn(28, 1) * 0.01, 0.02, 0.98)

d = {}
d["W1"] = rs.randn(4, 6) * 0.6
d["b1"] = np.zeros((1, 6))
d["W2"] = rs.randn(6, 1) * 0.6
d["b2"] = np.zeros((1, 1))
lr = 0.8

def s(z):
    return 1 / (1 + np.exp(-z))

def step(d, X, y):
    c = {}
    c["h"] = s(X @ d["W1"] + d["b1"])
    c["o"] = s(c["h"] @ d["W2"] + d["b2"])
    m = len(X)
    loss = np.sum((c["o"] - y) ** 2) / (2 * m)

    g = {}
    g["z2"] = (c["o"] - y) / m * c["o"] * (1 - c["o"])
    g["W2"] = c["h"].T @ g["z2"]
    g["b2"] = g["z2"]
    g["z1"] = g["z2"] @ d["W2"].T
    g["W1"] = X.T @ g["z1"]
    g["b1"] = g["z1"].sum(axis=0, keepdims=True)

    for name in ("W1", "b1", "W2", "b2"):
        d[name] = d[name] - lr * g[name]
    return loss

for k in range(400):
    loss = step(d, X, y)
    if k % 80 == 0:
        print("step", k, "loss %.6f" % loss)
