import numpy as np

rng = np.random.RandomState(50)
X = rng.uniform(-1, 1, (44, 2))
y = ((np.abs(X[:, 0]) > 0.4) != (X[:, 1] > 0.1)).astype(float)[:, None]

width = 6
P = dict(
    w1=rng.randn(2, width), b1=0.1 * rng.randn(width),
    w2=rng.randn(width, width) * 0.5, b2=0.1 * rng.randn(width),
    w3=rng.randn(width, 1) * 0.5, b3=np.zeros(1),
)


def forward(a0):
    c = {"a0": a0}
    c["z1"] = c["a0"] @ P["w1"] + P["b1"]
    c["a1"] = np.maximum(c["z1"], 0)
    c["z2"] = c["a1"] @ P["w2"] + P["b2"]
    c["a2"] = np.maximum(c["z2"], 0)
    c["z3"] = c["a2"] @ P["w3"] + P["b3"]
    c["a3"] = 1 / (1 + np.exp(-c["z3"]))
    return c


def backward(c, t):
    g = {}
    d3 = (c["a3"] - t) / len(t)
    g["w3"], g["b3"] = c["a2"].T @ d3, d3.sum(0)
    d2 = d3 @ P["w3"].T * (c["z2"] > 0)
    g["w2"], g["b2"] = c["a1"].T @ d2, d2.sum(0)
    d1 = d2 @ P["w2"].T * (c["z2"] > 0)
    g["w1"], g["b1"] = c["a0"].T @ d1, d1.sum(0)
    return g


for epoch in range(800):
    cache = forward(X)
    out = cache["a3"]
    if epoch % 100 == 0:
        bce = -np.mean(y * np.log(out) + (1 - y) * np.log(1 - out))
        print("%4d: bce %.4f, acc %.2f" % (epoch, bce, np.mean((out > 0.5) == y)))
    grads = backward(cache, y)
    for name in P:
        P[name] = P[name] - 0.3 * grads[name]
