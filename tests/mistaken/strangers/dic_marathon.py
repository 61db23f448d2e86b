# marathon pace model: km per week, age, height -> finishes under 4 h?
import numpy as np

def make_runners(count, rng):
    km = rng.gamma(4, 12, count)
    age = rng.integers(20, 66, count)
    height = rng.normal(174, 9, count)
    good = (km - 0.4 * (age - 30) + rng.normal(0, 6, count) > 40).astype(float)
    X = np.column_stack([km / 50 - 1, age / 40 - 1, height / 174 - 1])
    return X, good[:, None]

def model(p, X):
    c = {}
    c["z1"] = X @ p["W1"] + p["b1"]
    c["h1"] = np.where(c["z1"] > 0, c["z1"], np.exp(np.minimum(c["z1"], 0)) - 1)      # elu
    c["z2"] = c["h1"] @ p["W2"] + p["b2"]
    c["prob"] = 1 / (1 + np.exp(-c["z2"]))
    return c

def nll(c, y):
    return -np.mean(y * np.log(c["prob"]) + (1 - y) * np.log(1 - c["prob"]))

def grads_of(p, c, X, y):
    g = {}
    d2 = (c["prob"] - y) / y.shape[0]
    g["W2"] = c["h1"].T @ d2
    g["b2"] = d2.sum(axis=0)
    slope = np.where(c["z1"] > 0, 1.0, c["h1"] - 1.0)
    d1 = d2 @ p["W2"].T * slope
    g["W1"] = X.T @ d1
    g["b1"] = d1.sum(axis=0)
    return g

rng = np.random.default_rng(42)
X, y = make_runners(37, rng)
p = {"W1": rng.normal(0, 0.7, (3, 6)), "b1": np.zeros(6),
     "W2": rng.normal(0, 0.7, (6, 1)), "b2": np.zeros(1)}
for i in range(300):
    c = model(p, X)
    loss = nll(c, y)
    g = grads_of(p, c, X, y)
    for key in g:
        p[key] -= 0.4 * g[key]
    if i % 60 == 0:
        print("iter", i, "nll", loss, "accuracy", np.mean((c["prob"] > 0.5) == y))
