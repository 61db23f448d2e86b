import numpy as np

rng = np.random.default_rng(36)
n_samples, bs = 40, 8
X = rng.normal(size=(n_samples, 3))
labels = (X[:, 0] > 0).astype(int) + (X[:, 1] > 0.5).astype(int)

W1 = rng.normal(0, 0.5, (3, 9))
b1 = np.zeros((1, 9))
W2 = rng.normal(0, 0.5, (9, 3))
b2 = np.zeros((1, 3))
lr = 0.2

def softmax(s):
    e = np.exp(s - np.max(s, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)

for epoch in range(60):
    shuffle = rng.permutation(n_samples)
    for start in range(0, n_samples, bs):
        batch = shuffle[start:start + bs]
        xb = X[batch]
        yb = labels[batch]

        h = np.maximum(0, xb @ W1 + b1)
        probs = softmax(h @ W2 + b2)
        loss = np.mean(-np.log(probs[np.arange(bs), yb]))

        dscores = probs.copy()
        dscores[np.arange(bs), yb] -= 1
        dscores /= bs

        dW2 = h.T @ dscores / bs
        db2 = dscores.sum(axis=0, keepdims=True)
        dh = dscores @ W2.T
        dh[h <= 0] = 0
        dW1 = xb.T @ dh
        db1 = dh.sum(axis=0, keepdims=True)

        for param, grad in ((W1, dW1), (b1, db1), (W2, dW2), (b2, db2)):
            param -= lr * grad
    if epoch % 10 == 0:
        print("epoch", epoch, "loss", loss)
