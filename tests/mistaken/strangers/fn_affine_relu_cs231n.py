import numpy as np


def affine_forward(x, w, b):
    return x.dot(w) + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    dx = dout.dot(w.T)
    dw = x.T.dot(dout)
    db = dout.sum()
    return dx, dw, db


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    return np.where(cache > 0, dout, 0)


def softmax_loss(scores, y):
    shifted = scores - scores.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    n = scores.shape[0]
    loss = -logp[np.arange(n), y].sum() / n
    dscores = np.exp(logp)
    dscores[np.arange(n), y] -= 1
    return loss, dscores / n


def step_grads(x, y, w1, b1, w2, b2):
    a, ca = affine_forward(x, w1, b1)
    h, ch = relu_forward(a)
    s, cs = affine_forward(h, w2, b2)
    loss, ds = softmax_loss(s, y)
    dh, dw2, db2 = affine_backward(ds, cs)
    da = relu_backward(dh, ch)
    _, dw1, db1 = affine_backward(da, ca)
    return loss, {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2}


np.random.seed(231)
x = np.random.randn(45, 3)
y = (x.sum(axis=1) > 0).astype(int) + (x[:, 0] > 1)
w1, b1 = 0.3 * np.random.randn(3, 9), np.zeros(9)
w2, b2 = 0.3 * np.random.randn(9, 3), np.zeros(3)
lr = 0.5
for t in range(201):
    loss, g = step_grads(x, y, w1, b1, w2, b2)
    w1 -= lr * g["w1"]
    b1 -= lr * g["b1"]
    w2 -= lr * g["w2"]
    b2 -= lr * g["b2"]
    if t % 50 == 0:
        print("(%d) loss %.4f" % (t, loss))
