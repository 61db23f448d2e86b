import numpy as np

def model_forward(X, par):
    cache = {}
    cache["Z1"] = par["W1"] @ X + par["b1"]
    cache["A1"] = np.maximum(0, cache["Z1"])
    cache["Z2"] = par["W2"] @ cache["A1"] + par["b2"]
    cache["A2"] = 1 / (1 + np.exp(-cache["Z2"]))
    return cache["A2"], cache

def cost_with_regularization(A2, Y, par, lambd):
    m = Y.shape[1]
    ce = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    l2 = lambd / (2 * m) * (np.sum(np.square(par["W1"])) + np.sum(np.square(par["W2"])))
    return ce + l2

def model_backward(X, Y, par, cache, lambd):
    m = X.shape[1]
    grads = {}
    dZ2 = cache["A2"] - Y
    grads["W2"] = dZ2 @ cache["A1"].T / m + lambd * par["W2"] / m
    grads["b2"] = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (par["W2"].T @ dZ2) * (cache["A1"] > 0)
    grads["W1"] = dZ1 @ X.T / m + lambd * par["W1"]
    grads["b1"] = np.sum(dZ1, axis=1, keepdims=True) / m
    return grads

rs = np.random.RandomState(77)
X = rs.randn(3, 26)
Y = (X.sum(axis=0, keepdims=True) + 0.5 * rs.randn(1, 26) > 0).astype(float)
par = {"W1": rs.randn(5, 3) * 0.4, "b1": np.zeros((5, 1)),
       "W2": rs.randn(1, 5) * 0.4, "b2": np.zeros((1, 1))}

lambd = 0.7
for it in range(300):
    A2, cache = model_forward(X, par)
    cost = cost_with_regularization(A2, Y, par, lambd)
    grads = model_backward(X, Y, par, cache, lambd)
    for k in grads:
        par[k] = par[k] - 0.3 * grads[k]
    if it % 60 == 0:
        print(it, cost)
