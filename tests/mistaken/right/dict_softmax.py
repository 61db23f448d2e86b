import numpy as np

rng = np.random.default_rng(2024)
params = {
    "W1": rng.normal(0, 0.5, (4, 6)),
    "b1": np.zeros((1, 6)),
    "W2": rng.normal(0, 0.5, (6, 3)),
    "b2": np.zeros((1, 3)),
}


def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def forward(params, X):
    cache = {}
    cache["Z1"] = X @ params["W1"] + params["b1"]
    cache["A1"] = np.tanh(cache["Z1"])
    cache["Z2"] = cache["A1"] @ params["W2"] + params["b2"]
    cache["A2"] = softmax(cache["Z2"])
    return cache


def cross_entropy(probs, onehot):
    return -np.mean(np.sum(onehot * np.log(probs + 1e-12), axis=1))


def backward(params, cache, X, onehot):
    n = X.shape[0]
    grads = {}
    dZ2 = (cache["A2"] - onehot) / n
    grads["W2"] = cache["A1"].T @ dZ2
    grads["b2"] = dZ2.sum(axis=0, keepdims=True)
    dA1 = dZ2 @ params["W2"].T
    dZ1 = dA1 * (1 - cache["A1"] ** 2)
    grads["W1"] = X.T @ dZ1
    grads["b1"] = dZ1.sum(axis=0, keepdims=True)
    return grads


X = rng.normal(size=(20, 4))
labels = np.argmax(X[:, :3], axis=1)
onehot = np.zeros((20, 3))
onehot[np.arange(20), labels] = 1

for epoch in range(200):
    cache = forward(params, X)
    loss = cross_entropy(cache["A2"], onehot)
    grads = backward(params, cache, X, onehot)
    for key in params:
        params[key] -= 0.5 * grads[key]

print("Final loss: {:.4f}".format(loss))
