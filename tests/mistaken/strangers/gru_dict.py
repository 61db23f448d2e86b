import numpy as np

np.random.seed(0)
T, D, H = 6, 2, 5
p = {
    "Wz": np.random.randn(H, D) * .4, "Uz": np.random.randn(H, H) * .4,
    "Wr": np.random.randn(H, D) * .4, "Ur": np.random.randn(H, H) * .4,
    "Wh": np.random.randn(H, D) * .4, "Uh": np.random.randn(H, H) * .4,
    "Wo": np.random.randn(1, H) * .4,
}
sigmoid = lambda x: 1. / (1. + np.exp(-x))

xs = np.random.randn(T, D)
target = np.array([0.7])


def forward(p):
    h = np.zeros(H)
    steps = []
    for x in xs:
        z = sigmoid(p["Wz"] @ x + p["Uz"] @ h)
        r = sigmoid(p["Wr"] @ x + p["Ur"] @ h)
        hh = np.tanh(p["Wh"] @ x + p["Uh"] @ (r * h))
        steps.append((x, h, z, r, hh))
        h = (1 - z) * h + z * hh
    return p["Wo"] @ h, h, steps


def backward(p, dy, h, steps):
    g = {k: np.zeros_like(v) for k, v in p.items()}
    g["Wo"] += np.outer(dy, h)
    dh = p["Wo"].T @ dy
    for x, h_prev, z, r, hh in reversed(steps):
        dz = dh * (hh - h_prev) * z * (1 - z)
        dhh = dh * z * (1 - hh ** 2)
        drh = p["Uh"].T @ dhh
        dr = drh * h_prev * r * (1 - r)
        g["Wz"] += np.outer(dz, x)
        g["Uz"] += np.outer(dz, h_prev)
        g["Wr"] += np.outer(dr, x)
        g["Ur"] += np.outer(dr, h_prev)
        g["Wh"] += np.outer(dhh, x)
        g["Uh"] += np.outer(dhh, r * h_prev)
        dh = dh * (1 - z) + drh * r + p["Uz"].T @ dz + p["Ur"].T @ dr
    return g


for step in range(60):
    y, h, steps = forward(p)
    loss = 0.5 * np.sum((y - target) ** 2)
    g = backward(p, y - target, h, steps)
    for k in p:
        p[k] -= 0.1 * g[k]
print("final loss", loss)
