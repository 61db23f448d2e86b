import os
import pickle
import warnings
from collections import defaultdict
import numpy as np

warnings.filterwarnings("ignore")
rng = np.random.RandomState(31)

def endless(x, y, size):
    """Yields mini-batches for ever, shuffled anew each time round."""
    while True:
        places = np.arange(len(x))
        rng.shuffle(places)
        for part in np.array_split(places, len(x) // size):
            yield x[part], y[part]

x = rng.exponential(1.0, size=(32, 3))
y = np.log1p(x.sum(axis=1)) + rng.logistic(0, 0.05, 32)
if os.path.exists("theta.pkl"):
    with open("theta.pkl", "rb") as f:
        theta = pickle.load(f)
else:
    theta = {"w": rng.randn(3, 5) * 0.4, "b": np.zeros(5), "v": rng.randn(5) * 0.4}
velocity = {k: np.zeros_like(v) for k, v in theta.items()}
curve = defaultdict(list)
stream = endless(x, y, 8)
for step in range(1, 201):
    xb, yb = next(stream)
    u = xb @ theta["w"] + theta["b"]
    s = 1 / (1 + np.exp(-u))
    swish = u * s
    out = swish @ theta["v"]
    e = out - yb
    mse = (e @ e) / len(e)
    g = {}
    g_out = 2 * e / len(e)
    g["v"] = swish.T @ g_out
    g_swish = np.outer(g_out, theta["v"])
    g_u = g_swish * (s + swish * (1 - s))
    g["w"] = xb.T @ g_u
    g["b"] = g_u.sum(axis=0)
    for k in theta:
        velocity[k] = 0.9 * velocity[k] - 0.01 * g[k]
        theta[k] += velocity[k]
    curve["mse"].append(mse)
    if step % 100 == 0:
        curve["mean"].append(np.mean(curve["mse"][-100:]))
        print(f"{step:5d} loss {curve['mean'][-1]:.6f}")
