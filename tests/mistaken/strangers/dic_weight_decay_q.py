import numpy as np
rng = np.random.default_rng(19)

lam, lr = 0.02, 0.2
x = rng.normal(size=(25, 3))
target = np.stack([np.tanh(x[:, 0] - x[:, 1]), x[:, 2] ** 2], axis=1)
target += 0.05 * rng.normal(size=target.shape)

dims = [3, 8, 2]
p = {}
for i in range(2):
    p[f"W{i}"] = rng.normal(scale=0.5, size=(dims[i], dims[i + 1]))
    p[f"b{i}"] = np.zeros(dims[i + 1])

# is it correct that I have no factor 2 anywhere?
for it in range(400):
    c = {"A0": x}
    c["A1"] = np.tanh(c["A0"] @ p["W0"] + p["b0"])
    c["A2"] = c["A1"] @ p["W1"] + p["b1"]

    obj = 0.5 * np.sum((c["A2"] - target) ** 2) / len(x)
    obj += 0.5 * lam * sum(np.sum(p[k] ** 2) for k in ("W0", "W1"))

    g = {}
    d = (c["A2"] - target) / len(x)
    for i in (1, 0):
        g[f"W{i}"] = c[f"A{i}"].T @ d + lam * p[f"W{i}"]
        g[f"b{i}"] = d.sum(axis=0)
        if i:
            d = (d @ p["W1"].T) * (1 - c["A1"] ** 2)

    for k in p:
        p[k] -= lr * g[k]

    if it % 80 == 0:
        print(it, obj)
