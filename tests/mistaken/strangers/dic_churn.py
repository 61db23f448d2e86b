import numpy as np


def customers():
    rng = np.random.default_rng(66)
    months = rng.uniform(0, 1, 26)
    calls = rng.uniform(0, 1, 26)
    price = rng.uniform(0, 1, 26)
    churned = (calls + 0.6 * price - 1.2 * months + 0.2 * rng.normal(size=26) > 0.2).astype(float)
    # two products, so that the line may bend a little
    return np.column_stack((months, calls, price, months * calls, calls * price)), churned


def init(n_in):
    rng = np.random.default_rng(67)
    return {"w": rng.normal(0, 0.5, (n_in, 1)), "b": np.zeros((1, 1))}


def forward(weights, x):
    cache = {"x": x}
    cache["z"] = x @ weights["w"] + weights["b"]
    cache["p"] = 1 / (1 + np.exp(-cache["z"]))
    return cache


def log_loss(p, y):
    p = p[:, 0]
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def backward(cache, y):
    n = len(y)
    dz = (cache["p"] - y) / n
    grads = {}
    grads["dw"] = cache["x"].T @ dz
    grads["db"] = dz.sum(axis=0, keepdims=True)
    return grads


def apply(weights, grads, lr):
    return {k: weights[k] - lr * grads["d" + k] for k in weights}


weights = init(5)
x, churned = customers()
for epoch in range(500):
    cache = forward(weights, x)
    weights = apply(weights, backward(cache, churned), 0.3)
    if epoch % 100 == 0:
        print("epoch", epoch, "log loss", log_loss(cache["p"], churned))
