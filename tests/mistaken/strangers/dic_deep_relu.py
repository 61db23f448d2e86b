import numpy as np

def init_params(dims, seed=1):
    rng = np.random.default_rng(seed)
    p = {}
    for l in range(1, len(dims)):
        p["W" + str(l)] = rng.normal(size=(dims[l], dims[l - 1])) * np.sqrt(2 / dims[l - 1])
        p["b" + str(l)] = np.zeros((dims[l], 1))
    return p

def model_forward(X, p, L):
    cache = {"A0": X}
    for l in range(1, L + 1):
        Z = p[f"W{l}"] @ cache[f"A{l-1}"] + p[f"b{l}"]
        cache[f"Z{l}"] = Z
        cache[f"A{l}"] = 1 / (1 + np.exp(-Z)) if l == L else np.maximum(0, Z)
    return cache[f"A{L}"], cache

def compute_cost(AL, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m

def model_backward(AL, Y, p, cache, L):
    m = Y.shape[1]
    grads = {}
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    dZ = dAL * AL * (1 - AL)
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = dZ @ cache[f"A{l-1}"].T / m
        grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m
        if l > 1:
            dA = p[f"W{l}"].T @ dZ
            dZ = np.array(dA, copy=True)
            dZ[cache[f"Z{l-1}"] <= 0] = 0
    return grads

def update(p, grads, L, lr):
    for l in range(1, L + 1):
        p[f"W{l}"] = p[f"W{l}"] - lr * grads[f"dW{l}"]
        p[f"b{l}"] = p[f"b{l}"] - lr * grads[f"db{l}"]
    return p

rng = np.random.default_rng(50)
X = rng.normal(size=(3, 40))
Y = (X[0:1] + X[1:2] ** 2 - X[2:3] > 0.7).astype(float)
dims = [3, 5, 4, 1]
L = len(dims) - 1
params = init_params(dims)

for i in range(500):
    AL, cache = model_forward(X, params, L)
    cost = compute_cost(AL, Y)
    grads = model_backward(AL, Y, params, cache, L)
    params = update(params, grads, L, 0.3)
    if i % 100 == 0:
        print("Cost after iteration {}: {}".format(i, np.squeeze(cost)))
