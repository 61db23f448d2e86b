import numpy as np

rng = np.random.default_rng(4242)
n, k = 39, 3
y = np.arange(n) % k
X = rng.normal(0, 0.7, (n, 2)) + np.array([[0, 1], [1, -1], [-1, -1]])[y]

layers = {
    "W1": rng.normal(0, 0.7, (2, 9)),
    "b1": np.zeros((1, 9)),
    "W2": rng.normal(0, 0.5, (9, k)),
    "b2": np.zeros((1, k)),
}
v = {name: np.zeros(arr.shape) for name, arr in layers.items()}
lam = 1e-2
lr = 0.1

for epoch in range(1, 201):
    hid = 1 / (1 + np.exp(-(X @ layers["W1"] + layers["b1"])))
    logits = hid @ layers["W2"] + layers["b2"]
    logits = logits - logits.max(axis=1, keepdims=True)
    probs = np.exp(logits)
    probs = probs / probs.sum(axis=1, keepdims=True)
    loss = np.mean(-np.log(probs[np.arange(n), y]))
    loss = loss + lam * (np.sum(layers["W1"] ** 2) + np.sum(layers["W2"] ** 2))

    probs[np.arange(n), y] -= 1
    probs /= n
    grad = {}
    grad["W2"] = hid.T @ probs + lam * layers["W2"]
    grad["b2"] = probs.sum(axis=0, keepdims=True)
    dhid = probs @ layers["W2"].T
    grad["W1"] = X.T @ dhid + 2 * lam * layers["W1"]
    grad["b1"] = dhid.sum(axis=0, keepdims=True)

    for name in layers:
        v[name] = 0.9 * v[name] - lr * grad[name]
        layers[name] = layers[name] + v[name]
    if epoch % 25 == 0:
        print("epoch", epoch, "loss", loss)
