import numpy as np

rng = np.random.default_rng(11)
X = rng.normal(size=(12, 4))
Y = rng.integers(0, 3, size=12)
W = rng.normal(size=(4, 3)) * 0.1
b = np.zeros(3)

def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)

def loss_of(W, b):
    p = softmax(X @ W + b)
    return -np.mean(np.log(p[range(len(Y)), Y]))

def gradients(W, b):
    p = softmax(X @ W + b)
    p[range(len(Y)), Y] -= 1
    return X.T @ p / len(Y), p.mean(axis=0)

def numerical(f, x, eps=1e-5):
    g = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        ix = it.multi_index
        old = x[ix]
        x[ix] = old + eps
        up = f()
        x[ix] = old - eps
        down = f()
        x[ix] = old
        g[ix] = (up - down) / (2 * eps)
        it.iternext()
    return g

dW, db = gradients(W, b)
for name, value, grad in (("W", W, dW), ("b", b, db)):
    num = numerical(lambda: loss_of(W, b), value)
    rel = np.abs(num - grad).max() / np.maximum(1e-8, np.abs(num) + np.abs(grad)).max()
    print(name, "relative error", rel)
    assert rel < 1e-4, name

lr = 0.5
for t in range(60):
    dW, db = gradients(W, b)
    W -= lr * dW
    b -= lr * db
    if t % 10 == 0:
        print(t, "loss", loss_of(W, b))
