import numpy as np

rng = np.random.default_rng(77)
N, D, H = 14, 4, 6
X = rng.standard_t(5, size=(N, D))
Y = np.tanh(X[:, :1] * X[:, 1:2])
p = dict(
    W1=rng.normal(size=(D, H)) * 0.5, gamma=np.ones(H), beta=np.zeros(H),
    W2=rng.normal(size=(H, 1)) * 0.5, b2=np.zeros(1),
)
eps, keep = 1e-5, 0.8
for step in range(80):
    # forward: batch norm, relu, inverted dropout
    z = X @ p["W1"]
    mu = z.mean(axis=0)
    var = z.var(axis=0)
    inv = 1.0 / np.sqrt(var + eps)
    zhat = (z - mu) * inv
    a = p["gamma"] * zhat + p["beta"]
    h = np.maximum(a, 0)
    mask = (rng.random(h.shape) < keep) / keep
    hd = h * mask
    out = hd @ p["W2"] + p["b2"]
    loss = np.mean((out - Y) ** 2)
    # backward
    g = {}
    dout = 2 * (out - Y) / Y.size
    g["W2"] = hd.T @ dout
    g["b2"] = dout.sum(axis=0)
    dh = dout @ p["W2"].T * mask
    da = dh * (a > 0)
    g["gamma"] = np.einsum("nh,nh->h", da, zhat)
    g["beta"] = da.sum(axis=0)
    dzhat = da * p["gamma"]
    dvar = np.sum(dzhat * (z - mu), axis=0) * -0.5 * inv ** 3
    dmu = -np.sum(dzhat, axis=0) * inv + dvar * np.mean(-2 * (z - mu), axis=0)
    dz = dzhat * inv + dvar * 2 * (z - mu) / N + dmu / N
    g["W1"] = X.T @ dz
    assert p.keys() == g.keys()
    for key, value in p.items():
        value -= 0.1 * g[key]
    if (step + 1) % 20 == 0:
        print(f"step {step + 1}: loss {loss:.5f}")
