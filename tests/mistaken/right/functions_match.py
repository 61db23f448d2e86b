import numpy as np

KIND = "tanh"

def activate(z, kind):
    match kind:
        case "relu":
            return np.maximum(0, z)
        case "tanh" | "hyperbolic":
            return np.tanh(z)
        case "sigmoid":
            return 1 / (1 + np.exp(-z))
        case _:
            raise ValueError(f"unknown activation {kind!r}")

def slope(a, kind):
    match kind:
        case "relu":
            return (a > 0).astype(float)
        case "tanh" | "hyperbolic":
            return 1 - a * a
        case "sigmoid":
            return a * (1 - a)
        case other:
            raise ValueError(other)

rng = np.random.default_rng(8)
X = rng.normal(size=(9, 3))
T = rng.normal(size=(9, 2))
W1 = rng.normal(size=(4, 5))
W2 = rng.normal(size=(6, 2))
ones = np.ones((len(X), 1))
eta = 0.05
for epoch in range(100):
    xb = np.hstack((X, ones))
    h = activate(xb @ W1, KIND)
    hb = np.hstack((h, ones))
    out = hb @ W2
    if (loss := 0.5 * np.sum((out - T) ** 2)) < 1e-3:
        break
    d_out = out - T
    g2 = hb.T @ d_out
    g1 = xb.T @ ((d_out @ W2[:-1].T) * slope(h, KIND))
    W1, W2 = W1 - eta * g1, W2 - eta * g2
    if epoch % 20 == 19:
        print("epoch %4d  loss %.5f" % (epoch + 1, loss))
