import numpy as np

np.random.seed(13)
sizes = [3, 6, 6, 1]
L = len(sizes) - 1

params = {}
for l in range(1, L + 1):
    params[f"W{l}"] = np.random.randn(sizes[l - 1], sizes[l]) * np.sqrt(2 / sizes[l - 1])
    params[f"b{l}"] = np.zeros((1, sizes[l]))


def forward(params, X):
    cache = {"A0": X}
    A = X
    for l in range(1, L + 1):
        Z = A @ params[f"W{l}"] + params[f"b{l}"]
        A = Z if l == L else np.maximum(Z, 0)
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = A
    return A, cache


def backward(params, cache, out, y):
    grads = {}
    dZ = 2 * (out - y) / len(y)
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = cache[f"A{l - 1}"].T @ dZ
        grads[f"db{l}"] = dZ.sum(axis=0, keepdims=True)
        if l > 1:
            dA = dZ @ params[f"W{l}"].T
            dZ = dA * (cache[f"Z{l}"] > 0)
    return grads


X = np.random.rand(30, 3)
y = (X[:, :1] * 2 - X[:, 1:2]) * X[:, 2:] + np.random.randn(30, 1) * 0.02

for epoch in range(301):
    out, cache = forward(params, X)
    grads = backward(params, cache, out, y)
    for key in params:
        params[key] = params[key] - 0.05 * grads["d" + key]
    if epoch % 60 == 0:
        print(f"epoch {epoch} mse {np.mean((out - y) ** 2):.5f}")
