import numpy as np

LAYERS = [4, 6, 6, 6, 2]
DEPTH = len(LAYERS) - 1

def relu(z):
    return np.maximum(z, 0)

def drelu(z):
    return np.where(z > 0, 1, 0)

def init(seed):
    rng = np.random.RandomState(seed)
    params = {}
    for l in range(1, DEPTH + 1):
        params["W%d" % l] = rng.randn(LAYERS[l - 1], LAYERS[l]) * np.sqrt(2.0 / LAYERS[l - 1])
        params["b%d" % l] = np.zeros(LAYERS[l])
    return params

def forward(params, X):
    cache = {"A0": X}
    for l in range(1, DEPTH + 1):
        cache["Z%d" % l] = cache["A%d" % (l - 1)] @ params["W%d" % l] + params["b%d" % l]
        cache["A%d" % l] = relu(cache["Z%d" % l]) if l < DEPTH else cache["Z%d" % l]
    return cache["A%d" % DEPTH], cache

def backward(params, cache, Y):
    grads = {}
    dZ = (cache["A%d" % DEPTH] - Y) / Y.size
    for l in range(DEPTH, 0, -1):
        grads["W%d" % l] = cache["A%d" % (l - 1)].T @ dZ
        grads["b%d" % l] = dZ.sum(axis=0)
        if l > 1:
            dA = dZ @ params["W%d" % l].T
            dZ = dA * drelu(cache["Z%d" % (DEPTH - 1)])
    return grads

rng = np.random.RandomState(1)
X = rng.randn(56, 4)
Y = np.stack([X[:, 0] * X[:, 1], np.abs(X[:, 2] - X[:, 3])], 1)
params = init(2)
lr, half_life = 0.05, 150
for step in range(300):
    out, cache = forward(params, X)
    loss = 0.5 * np.mean((out - Y) ** 2)
    grads = backward(params, cache, Y)
    eta = lr * 0.5 ** (step / half_life)
    for k in params:
        params[k] -= eta * grads[k]
    if step % 100 == 0:
        print(step, eta, loss)
