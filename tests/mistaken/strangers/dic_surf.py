import numpy as np

SPOTS, HIDDEN, OUT = 3, 6, 2
rng = np.random.default_rng(2024)
# swell, period, wind -> wave height, quality
buoy = rng.normal(size=(20, SPOTS))
wave = np.stack([buoy[:, 0] * 0.5 + 0.2 * buoy[:, 1] ** 2, -np.abs(buoy[:, 2]) * 0.6], axis=1)

params = {
    "W1": rng.normal(0, 0.5, (SPOTS, HIDDEN)),
    "b1": np.zeros((1, HIDDEN)),
    "W2": rng.normal(0, 0.5, (HIDDEN, OUT)),
    "b2": np.zeros((1, OUT)),
}

def elu(z):
    return np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1)

def model(p, x):
    z1 = x @ p["W1"] + p["b1"]
    a1 = elu(z1)
    return {"z1": z1, "a1": a1, "out": a1 @ p["W2"] + p["b2"]}

def mse(out, y):
    return ((out - y) ** 2).mean()

def model_grads(p, x, y):
    c = model(p, x)
    grads = {}
    d_out = 2 * (c["out"] - y) / y.size
    grads["W2"] = c["a1"].T @ d_out
    grads["b2"] = d_out.sum(axis=0, keepdims=True)
    d_z1 = (d_out @ p["W2"].T) * np.where(c["z1"] > 0, 1, c["a1"] + 1)
    grads["W1"] = x.T @ d_z1
    grads["b1"] = d_z1.sum(keepdims=True)
    return grads

for day in range(400):
    grads = model_grads(params, buoy, wave)
    for key, value in grads.items():
        params[key] -= 0.1 * value
    if day % 80 == 0:
        print("day", day, "mse", mse(model(params, buoy)["out"], wave))
