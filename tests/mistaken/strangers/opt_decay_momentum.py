import numpy as np

rng = np.random.default_rng(8)
# exam points from: lectures attended, exercises done, coffee
A = rng.uniform(0, 1, (32, 3))
points = (A @ np.array([1.0, 2.0, -0.5]) + 0.5 * A[:, 0] * A[:, 1] + rng.normal(0, .05, 32)).reshape(-1, 1)

Wh = rng.normal(0, .6, (3, 6)); bh = np.zeros((1, 6))
Wy = rng.normal(0, .6, (6, 1)); by = np.zeros((1, 1))
V = {name: 0.0 for name in ["Wh", "bh", "Wy", "by"]}
lr, mu, wd = 0.1, 0.7, 0.01

for k in range(500):
    s = 1 / (1 + np.exp(-(A @ Wh + bh)))
    yhat = s @ Wy + by
    loss = np.mean((yhat - points) ** 2) / 2 + wd / 2 * (np.sum(Wh ** 2) + np.sum(Wy ** 2))

    gy = (yhat - points) / len(A)
    gs = gy @ Wy.T * s * (1 - s)
    grads = {
        "Wy": s.T @ gy - wd * Wy,
        "by": np.sum(gy, axis=0, keepdims=True),
        "Wh": A.T @ gs + wd * Wh,
        "bh": np.sum(gs, axis=0, keepdims=True),
    }
    for name in V:
        V[name] = mu * V[name] + lr * grads[name]
    Wh -= V["Wh"]
    bh -= V["bh"]
    Wy -= V["Wy"]
    by -= V["by"]
    if k % 100 == 0:
        print("k =", k, "loss =", loss)
