import numpy as np

sizes = [4, 4, 4, 1]
L = len(sizes) - 1
rng = np.random.default_rng(3)
params = {}
for l in range(1, L + 1):
    params[f"W{l}"] = rng.normal(0, 0.6, (sizes[l - 1], sizes[l]))
    params[f"b{l}"] = np.zeros(sizes[l])

def forward(X):
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = cache[f"A{l-1}"] @ params[f"W{l}"] + params[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = Z if l == L else np.maximum(0.0, Z)
    return cache[f"A{L}"], cache

def backward(out, y, cache):
    grads = {}
    dZ = 2 * (out - y) / len(y)
    for l in range(L, 0, -1):
        grads[f"W{l}"] = cache[f"A{l-1}"].T @ dZ
        grads[f"b{l}"] = dZ.sum(axis=0)
        if l > 1:
            dZ = (dZ @ params[f"W{l}"].T) * (cache[f"Z{l}"] > 0)
    return grads

X = rng.normal(size=(23, 4))
y = np.sin(X[:, :1]) + X[:, 1:2] * X[:, 2:3] + 0.1 * rng.normal(size=(23, 1))

for epoch in range(400):
    out, cache = forward(X)
    loss = np.mean((out - y) ** 2)
    grads = backward(out, y, cache)
    for key in params:
        params[key] -= 0.03 * grads[key]
    if epoch % 80 == 0:
        print(f"epoch {epoch:3d} loss {loss:.4f}")
