import numpy as np

# classifier whose loss is reported in bits

def make_blobs(rng, per=15):
    a = rng.normal([0, 1.2], 0.6, (per, 2))
    b = rng.normal([1.0, -1], 0.6, (per, 2))
    c = rng.normal([-1.3, -.6], 0.6, (per, 2))
    return np.vstack([a, b, c]), np.repeat([0, 1, 2], per)

def probs(X, A, a, B, b):
    hid = np.maximum(X @ A + a, 0.0)
    s = hid @ B + b
    s = np.exp(s - s.max(1, keepdims=True))
    return hid, s / s.sum(1, keepdims=True)

def bits(p, y):
    return -np.mean(np.log2(p[np.arange(len(y)), y]))

def grads(X, y, hid, p, B):
    d = p.copy()
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    back = d @ B.T
    back[hid == 0] = 0
    return X.T @ back, back.sum(0), hid.T @ d, d.sum(0)

rng = np.random.default_rng(1234)
X, y = make_blobs(rng)
A = rng.normal(0, .7, (2, 9)); a = np.zeros(9)
B = rng.normal(0, .7, (9, 3)); b = np.zeros(3)
lr = 0.3
for ep in range(250):
    hid, p = probs(X, A, a, B, b)
    if ep % 50 == 0:
        print(ep, "bits:", bits(p, y))
    gA, ga, gB, gb = grads(X, y, hid, p, B)
    A = A - lr * gA
    a = a - lr * ga
    B = B - lr * gB
    b = b - lr * gb
