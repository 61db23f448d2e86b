import numpy as np

rng = np.random.RandomState(1990)
reg = 1e-2
n_classes = 3
X = rng.randn(75, 4)
y = np.argmax(X @ rng.randn(4, n_classes) + 0.3 * rng.randn(75, n_classes), axis=1)

W1 = 0.3 * rng.randn(4, 7)
b1 = np.zeros(7)
W2 = 0.3 * rng.randn(7, n_classes)
b2 = np.zeros(n_classes)


def batch_loss_and_grads(xb, yb):
    n = len(xb)
    a = 1 / (1 + np.exp(-(xb @ W1 + b1)))
    f = a @ W2 + b2
    f = f - np.max(f, axis=1, keepdims=True)
    p = np.exp(f) / np.sum(np.exp(f), axis=1, keepdims=True)
    data_loss = np.sum(-np.log(p[np.arange(n), yb])) / n
    reg_loss = reg * np.sum(W1 * W1) + reg * np.sum(W2 * W2)

    p[np.arange(n), yb] -= 1
    p /= n
    dW2 = a.T @ p
    db2 = np.sum(p, axis=0)
    da = p @ W2.T
    dz = da * a * (1 - a)
    dW1 = xb.T @ dz
    db1 = np.sum(dz, axis=0)
    # regularization part
    dW2 += 2 * reg * W2
    dW1 += reg * W1
    return data_loss + reg_loss, [dW1, db1, dW2, db2]


cache = [np.zeros_like(q) for q in (W1, b1, W2, b2)]
lr, decay = 0.005, 0.9
for epoch in range(50):
    idx = rng.permutation(75)
    for k in range(0, 75, 25):
        loss, grads = batch_loss_and_grads(X[idx[k:k + 25]], y[idx[k:k + 25]])
        for q, c, g in zip((W1, b1, W2, b2), cache, grads):
            c *= decay
            c += (1 - decay) * g ** 2
            q -= lr * g / (np.sqrt(c) + 1e-8)
    if epoch % 10 == 0:
        print("epoch %d loss %f" % (epoch, loss))
