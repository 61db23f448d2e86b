import numpy as np
# deep net, everything stored in dicts, layer index in the key

LAYERS = [4, 6, 6, 6, 1]
L = len(LAYERS) - 1
gen = np.random.default_rng(16)

theta = {}
for l in range(1, L + 1):
    theta[f"W{l}"] = gen.normal(0, np.sqrt(2.0 / LAYERS[l - 1]), (LAYERS[l - 1], LAYERS[l]))
    theta[f"b{l}"] = np.zeros(LAYERS[l])

def predict(X):
    store = {"A0": X}
    for l in range(1, L + 1):
        store[f"Z{l}"] = store[f"A{l-1}"] @ theta[f"W{l}"] + theta[f"b{l}"]
        store[f"A{l}"] = np.maximum(0, store[f"Z{l}"]) if l < L else store[f"Z{l}"]
    return store

def gradients(store, y):
    grads = {}
    delta = (store[f"A{L}"] - y) * 2 / len(y)
    for l in range(L, 0, -1):
        grads[f"W{l}"] = store[f"A{l-1}"].T @ delta
        grads[f"b{l}"] = delta.sum(axis=0)
        if l > 1:
            delta = (delta @ theta[f"W{l}"].T) * (store[f"Z{l}"] > 0)
    return grads

X = gen.normal(size=(33, 4))
y = (np.abs(X[:, 0]) + X[:, 1] * X[:, 2] + 0.05 * gen.normal(size=33)).reshape(-1, 1)

for it in range(300):
    store = predict(X)
    mse = np.mean((store[f"A{L}"] - y) ** 2)
    grads = gradients(store, y)
    for name in theta:
        theta[name] -= 0.005 * grads[name]
    if it % 60 == 0:
        print("it", it, "mse", mse)
