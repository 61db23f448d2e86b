# robust fit: some of the measured points are garbage, so use the huber loss
import numpy as np

rng = np.random.RandomState(50)
xs = np.linspace(-2, 2, 37)[:, None]
ys = np.exp(-xs ** 2) + 0.03 * rng.randn(37, 1)
ys[::9] += 3.0            # outliers

DELTA = 0.5
p = dict(w0=rng.randn(1, 8), c0=rng.randn(8), w1=rng.randn(8, 1) * 0.3, c1=np.zeros(1))


def run(p, x):
    h = np.tanh(x @ p["w0"] + p["c0"])
    return {"x": x, "h": h, "y": h @ p["w1"] + p["c1"]}


def huber(r):
    small = np.abs(r) <= DELTA
    return np.where(small, 0.5 * r ** 2, DELTA * (np.abs(r) - 0.5 * DELTA)).mean()


def gradient_step(p, x, t, lr):
    c = run(p, x)
    r = c["y"] - t
    dy = np.clip(r, -DELTA, DELTA) / r.size
    g = {}
    g["w1"] = c["h"].T @ dy
    g["c1"] = dy.sum(axis=0)
    dz = (dy @ p["w1"].T) * (1 - c["h"] ** 2)
    g["w0"] = c["x"].T @ dz
    g["c0"] = dz.sum(axis=0)
    for name in p:
        p[name] -= lr * g[name]
    return huber(r)


for epoch in range(1500):
    loss = gradient_step(p, xs, ys, 0.2)
    if epoch % 300 == 0:
        print("epoch", epoch, "huber", round(loss, 5))
print("value at 0:", run(p, np.array([[0.0]]))["y"].item())
