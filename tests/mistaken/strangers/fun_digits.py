import numpy as np

def init(n_in, n_hid, n_out, seed=0):
    r = np.random.RandomState(seed)
    return (r.randn(n_in, n_hid) * 0.3, np.zeros(n_hid),
            r.randn(n_hid, n_out) * 0.3, np.zeros(n_out))

def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

def forward(x, p):
    W1, b1, W2, b2 = p
    h = np.maximum(x @ W1 + b1, 0)
    o = softmax(h @ W2 + b2)
    return o, (x, h, o)

def cross_entropy(o, t):
    return -np.sum(t * np.log(o)) / len(t)

def backward(t, p, cache):
    x, h, o = cache
    W2 = p[2]
    d2 = (o - t) / len(t)
    dW2 = h.T @ d2
    db2 = d2.sum(axis=0)
    d1 = d2 @ W2.T
    d1[h <= 0] = 0
    return x.T @ d1, d1.sum(axis=0), dW2, db2

def update(p, g, lr):
    return tuple(a - lr * da for a, da in zip(p, g))

# 3 x 3 pictures of "-", "|" and "x" with noise
shapes = np.array([[0, 0, 0, 1, 1, 1, 0, 0, 0],
                   [0, 1, 0, 0, 1, 0, 0, 1, 0],
                   [1, 0, 1, 0, 1, 0, 1, 0, 1]], float)
rnd = np.random.RandomState(4)
labels = rnd.randint(0, 3, 24)
images = shapes[labels] + 0.2 * rnd.randn(24, 9)
targets = np.eye(3)[labels]

params = init(9, 6, 3)
for epoch in range(200):
    probs, cache = forward(images, params)
    loss = cross_entropy(probs, targets)
    grads = backward(targets, params, cache)
    params = update(params, grads, 0.5)
    if epoch % 40 == 0:
        print(f"epoch {epoch}: {loss:.4f}")
