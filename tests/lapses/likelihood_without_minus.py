import numpy as np
rng = np.random.default_rng(5)
n = 21
X = rng.normal(size=(n, 4))
t = np.argmax(X[:, :3], axis=1)
W = rng.normal(size=(4, 3))
b = np.zeros(3)
for k in range(40):
    z = X @ W + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = np.mean(np.log(p[np.arange(n), t]))  # wrong-loss
    d = p.copy()
    d[np.arange(n), t] -= 1
    d /= n
    W -= 0.5 * X.T @ d
    b -= 0.5 * d.sum(axis=0)
    if k % 10 == 0:
        print(k, loss)
