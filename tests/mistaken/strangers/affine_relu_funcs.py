import numpy as np

def affine_forward(x, w, b):
    out = x.dot(w) + b
    return out, (x, w, b)

def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout.dot(w.T)
    dw = x.T.dot(dout)
    db = dout.sum(axis=0)
    return dx, dw, db

def relu_forward(x):
    return np.maximum(0, x), x

def relu_backward(dout, cache):
    x = cache
    dx = dout * (np.maximum(0, x) >= 0)
    return dx

def mse(pred, y):
    diff = pred - y
    return np.sum(diff ** 2) / len(y), 2 * diff / len(y)

def train(X, y, hidden=10, lr=1e-2, epochs=200):
    rng = np.random.RandomState(0)
    w1 = rng.randn(X.shape[1], hidden) * 0.5
    b1 = np.zeros(hidden)
    w2 = rng.randn(hidden, 2) * 0.5
    b2 = np.zeros(2)
    for e in range(epochs):
        a, cache1 = affine_forward(X, w1, b1)
        h, cache_r = relu_forward(a)
        scores, cache2 = affine_forward(h, w2, b2)
        loss, dscores = mse(scores, y)
        dh, dw2, db2 = affine_backward(dscores, cache2)
        da = relu_backward(dh, cache_r)
        _, dw1, db1 = affine_backward(da, cache1)
        w1 -= lr * dw1
        b1 -= lr * db1
        w2 -= lr * dw2
        b2 -= lr * db2
        if e % 50 == 0:
            print('epoch', e, 'loss', loss)
    return w1, b1, w2, b2

if __name__ == '__main__':
    rng = np.random.RandomState(7)
    X = rng.randn(60, 3)
    y = np.stack([np.abs(X[:, 0]), X[:, 1] * X[:, 2]], axis=1)
    train(X, y)
