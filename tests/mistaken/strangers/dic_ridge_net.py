import numpy as np

rng = np.random.default_rng(4)
lam = 0.01


def objective(p, x, y):
    """0.5 * mean squared error + 0.5 * lam * |weights|^2, and the gradients"""
    n = x.shape[0]
    cache = {}
    cache["z1"] = x @ p["W1"] + p["b1"]
    cache["a1"] = np.log1p(np.exp(cache["z1"]))          # softplus
    cache["out"] = cache["a1"] @ p["W2"] + p["b2"]
    diff = cache["out"] - y
    value = 0.5 * np.sum(diff ** 2) / n
    value += 0.5 * lam * (np.sum(p["W1"] ** 2) + np.sum(p["W2"] ** 2))

    grads = {}
    d = diff / n
    grads["W2"] = cache["a1"].T @ d + lam * p["W2"]
    grads["b2"] = d.sum(axis=0)
    d = (d @ p["W2"].T) / (1 + np.exp(-cache["z1"]))     # softplus' = sigmoid
    grads["W1"] = x.T @ d + lam * p["W1"]
    grads["b1"] = d.sum(axis=0)
    return value, grads


x = rng.normal(size=(33, 4))
y = np.exp(-x[:, :1] ** 2) + 0.3 * x[:, 1:2] + 0.05 * rng.normal(size=(33, 1))

p = {"W1": 0.5 * rng.normal(size=(4, 6)), "b1": np.zeros(6),
     "W2": 0.5 * rng.normal(size=(6, 1)), "b2": np.zeros(1)}
for it in range(600):
    value, grads = objective(p, x, y)
    for key in p:
        p[key] -= 0.1 * grads[key]
    if it % 100 == 0:
        print(f"{it:4d} {value:.5f}")
