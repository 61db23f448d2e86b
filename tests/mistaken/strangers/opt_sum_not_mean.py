import numpy as np

def batches(X, y, size, rng):
    perm = rng.permutation(len(y))
    for i in range(0, len(y), size):
        yield X[perm[i:i + size]], y[perm[i:i + size]]

def softmax(z):
    e = np.exp(z - np.max(z, axis=0))
    return e / np.sum(e, axis=0)

rng = np.random.default_rng(15)
y = np.tile([0, 1, 2, 3], 12)
X = np.array([[1, 0], [0, 1], [-1, 0], [0, -1]])[y] * 1.3 + rng.normal(0, .4, (48, 2))

W = rng.normal(0, .5, (7, 2)); b = np.zeros((7, 1))
U = rng.normal(0, .5, (4, 7)); c = np.zeros((4, 1))
v = {"W": 0, "b": 0, "U": 0, "c": 0}
lr, beta = 0.005, 0.9

for epoch in range(1, 41):
    losses = []
    for xb, yb in batches(X, y, 16, rng):
        A = np.tanh(W @ xb.T + b)
        probs = softmax(U @ A + c)
        losses.append(-np.mean(np.log(probs[yb, np.arange(len(yb))])))

        d = probs.copy()
        d[yb, np.arange(len(yb))] -= 1
        dA = (U.T @ d) * (1 - A ** 2)
        g = {"U": d @ A.T, "c": d.sum(1, keepdims=True),
             "W": dA @ xb, "b": dA.sum(1, keepdims=True)}
        for k in v:
            v[k] = beta * v[k] + g[k]
        W = W - lr * v["W"]; b = b - lr * v["b"]
        U = U - lr * v["U"]; c = c - lr * v["c"]
    if epoch % 10 == 0:
        print("epoch", epoch, "loss", np.mean(losses))
