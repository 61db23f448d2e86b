import numpy as np

rng = np.random.default_rng(314)

def dense(x, W, b):
    return x @ W + b, (x, W)

def dense_back(g, cache):
    x, W = cache
    return g @ W.T, x.T @ g, g.sum(axis=0)

def drop(x, keep):
    """inverted dropout"""
    m = rng.random(x.shape) < keep
    return x * m / keep, m

def drop_back(g, m, keep):
    return g * m

def lrelu(x, slope=0.1):
    return np.where(x > 0, x, slope * x), x

def lrelu_back(g, x, slope=0.1):
    return np.where(x > 0, g, slope * g)

def softmax_xent(logits, y):
    s = logits - logits.max(1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(1, keepdims=True))
    n = len(y)
    g = np.exp(logp)
    g[np.arange(n), y] -= 1
    return -logp[np.arange(n), y].mean(), g / n

y = rng.integers(0, 3, 64)
X = rng.normal(size=(64, 4)) + np.array([[1, 0, 0, 1], [0, 1.5, 0, -1], [-1, 0, 1, 0]])[y]
W1, b1 = rng.normal(size=(4, 9)) * 0.6, np.full(9, 0.01)
W2, b2 = rng.normal(size=(9, 3)) * 0.4, np.zeros(3)
KEEP, lr = 0.6, 0.3

for step in range(200):
    z, c1 = dense(X, W1, b1)
    a, cr = lrelu(z)
    d, mask = drop(a, KEEP)
    logits, c2 = dense(d, W2, b2)
    loss, g = softmax_xent(logits, y)
    g, gW2, gb2 = dense_back(g, c2)
    g = lrelu_back(drop_back(g, mask, KEEP), cr)
    _, gW1, gb1 = dense_back(g, c1)
    for p, dp in [(W1, gW1), (b1, gb1), (W2, gW2), (b2, gb2)]:
        p -= lr * dp
    if step % 50 == 0:
        print(step, float(loss))
