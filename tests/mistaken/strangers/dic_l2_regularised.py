"""Binary classifier with L2 regularisation; parameters in a dict."""
import numpy as np

rng = np.random.RandomState(50)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def init(n_in, n_hid):
    return dict(W1=rng.randn(n_hid, n_in) * 0.3, b1=np.zeros((n_hid, 1)),
                W2=rng.randn(1, n_hid) * 0.3, b2=np.zeros((1, 1)))


def forward(params, X):
    cache = {"X": X}
    cache["Z1"] = params["W1"] @ X + params["b1"]
    cache["A1"] = np.maximum(cache["Z1"], 0.0)
    cache["A2"] = sigmoid(params["W2"] @ cache["A1"] + params["b2"])
    return cache


def cost_fn(params, cache, Y, lambd):
    m = Y.shape[1]
    A2 = cache["A2"]
    cross = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)).sum() / m
    l2 = lambd / (2 * m) * (np.square(params["W1"]).sum() + np.square(params["W2"]).sum())
    return cross + l2


def backward(params, cache, Y, lambd):
    m = Y.shape[1]
    grads = {}
    dZ2 = cache["A2"] - Y
    grads["W2"] = dZ2 @ cache["A1"].T / m + lambd * params["W2"]
    grads["b2"] = dZ2.sum(axis=1, keepdims=True) / m
    dZ1 = (params["W2"].T @ dZ2) * (cache["Z1"] > 0)
    grads["W1"] = dZ1 @ cache["X"].T / m + lambd / m * params["W1"]
    grads["b1"] = dZ1.sum(axis=1, keepdims=True) / m
    return grads


X = rng.randn(5, 30)
Y = (X[0:1] - X[1:2] * X[2:3] + 0.3 * rng.randn(1, 30) > 0).astype(float)
params = init(5, 6)
lambd = 0.7
for epoch in range(301):
    cache = forward(params, X)
    cost = cost_fn(params, cache, Y, lambd)
    grads = backward(params, cache, Y, lambd)
    for k in params:
        params[k] = params[k] - 0.3 * grads[k]
    if epoch % 60 == 0:
        print(f"cost after {epoch}: {cost:.6f}")
