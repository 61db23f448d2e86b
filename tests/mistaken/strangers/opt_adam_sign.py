import numpy as np

rng = np.random.default_rng(8)
x = np.linspace(-1, 1, 33)[:, None]
y = np.exp(-4 * x ** 2)

P = {"w0": rng.normal(size=(1, 9)), "b0": rng.normal(size=9),
     "w1": rng.normal(size=(9, 1)) / 3, "b1": np.zeros(1)}


def loss_grad(P, x, y):
    z = x @ P["w0"] + P["b0"]
    a = np.exp(-z ** 2)          # gaussian units
    pred = a @ P["w1"] + P["b1"]
    e = pred - y
    loss = np.mean(e ** 2)
    G = {}
    dpred = 2 * e / len(x)
    G["w1"] = a.T @ dpred
    G["b1"] = dpred.sum(axis=0)
    dz = (dpred @ P["w1"].T) * 2 * z * a
    G["w0"] = x.T @ dz
    G["b0"] = dz.sum(axis=0)
    return loss, G


m = {k: np.zeros_like(p) for k, p in P.items()}
v = {k: np.zeros_like(p) for k, p in P.items()}
alpha, b1, b2, eps = 0.01, 0.9, 0.999, 1e-8
for it in range(1, 501):
    loss, G = loss_grad(P, x, y)
    for k in P:
        m[k] = b1 * m[k] + (1 - b1) * G[k]
        v[k] = b2 * v[k] + (1 - b2) * G[k] ** 2
        P[k] -= alpha * (m[k] / (1 - b1 ** it)) / (np.sqrt(v[k] / (1 - b2 ** it)) + eps)
    if it % 100 == 0:
        print(f"{it}: {loss:.6f}")
