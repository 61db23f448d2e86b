import numpy as np

# does swish work better than relu? small test with RMSprop and weight decay
np.random.seed(30)

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def swish(z):
    return z * sigmoid(z)

def swish_grad(z):
    s = sigmoid(z)
    return s + s * (1 - s)

def make(dims):
    out = []
    for a, b in zip(dims, dims[1:]):
        out += [np.random.randn(a, b) / np.sqrt(a), np.zeros((1, b))]
    return out

WD = 1e-3

def loss_grad(p, x, t):
    W1, b1, W2, b2, W3, b3 = p
    z1 = x @ W1 + b1
    a1 = swish(z1)
    z2 = a1 @ W2 + b2
    a2 = swish(z2)
    y = a2 @ W3 + b3
    n = x.shape[0]
    loss = ((y - t) ** 2).sum() / n + WD * ((W1 ** 2).sum() + (W2 ** 2).sum() + (W3 ** 2).sum()) / 2
    d3 = 2 * (y - t) / n
    d2 = d3 @ W3.T * swish_grad(z2)
    d1 = d2 @ W2.T * swish_grad(z1)
    return loss, [x.T @ d1 + WD * W1, d1.sum(0, keepdims=True),
                  a1.T @ d2 + WD * W2, d2.sum(0, keepdims=True),
                  a2.T @ d3 + WD * W3, d3.sum(0, keepdims=True)]

X = np.random.uniform(-2, 2, (64, 2))
t = np.sin(X[:, :1]) + 0.3 * X[:, 1:] ** 2 + 0.05 * np.random.randn(64, 1)
p = make([2, 8, 5, 1])
sq = [np.zeros_like(w) for w in p]
for epoch in range(40):
    idx = np.random.permutation(64)
    losses = []
    for k in range(0, 64, 16):
        batch = idx[k:k + 16]
        loss, g = loss_grad(p, X[batch], t[batch])
        losses.append(loss)
        for i in range(len(p)):
            sq[i] = 0.95 * sq[i] + 0.05 * g[i] ** 2
            p[i] -= 0.005 * g[i] / np.sqrt(sq[i] + 1e-8)
    if epoch % 8 == 0:
        print("epoch", epoch, "loss", np.mean(losses))
