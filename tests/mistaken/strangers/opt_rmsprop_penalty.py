import numpy as np

def rmsprop(param, grad, cache, lr=0.005, decay=0.9):
    cache[:] = decay * cache + (1 - decay) * grad ** 2
    param -= lr * grad / (np.sqrt(cache) + 1e-7)

rng = np.random.RandomState(9)
X = rng.randn(50, 6)
truth = np.array([1.5, 0, 0, -2, 0, .5])
y = X @ truth + 0.3 * rng.randn(50)

w1 = rng.randn(6, 3) * 0.4
w2 = rng.randn(3) * 0.4
s1, s2 = np.zeros_like(w1), np.zeros_like(w2)
l1, l2 = 0.02, 0.05            # lasso on the first, ridge on the second layer

for epoch in range(500):
    hid = X @ w1
    hid = hid / np.sqrt(1 + hid ** 2)
    pred = hid @ w2
    r = pred - y
    loss = r @ r / (2 * len(y)) + l1 * np.abs(w1).sum() + l2 * (w2 ** 2).sum()

    g = r / len(y)
    gw2 = hid.T @ g + l2 * w2
    gh = np.outer(g, w2) * (1 - hid ** 2) ** 1.5
    gw1 = X.T @ gh + l1 * np.sign(w1)

    rmsprop(w1, gw1, s1)
    rmsprop(w2, gw2, s2)
    if epoch % 100 == 0:
        print("epoch", epoch, "loss", round(loss, 5))
