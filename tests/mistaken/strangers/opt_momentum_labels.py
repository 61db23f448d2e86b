import numpy as np

rng = np.random.default_rng(2)
n, k = 48, 3
y = rng.integers(0, k, n)
X = rng.normal(size=(n, 2)) * 0.6 + np.array([[0, 1.5], [1.5, -1], [-1.5, -1]])[y]

W1, b1 = rng.normal(0, .5, (2, 10)), np.zeros(10)
W2, b2 = rng.normal(0, .5, (10, k)), np.zeros(k)
params = [W1, b1, W2, b2]
velocity = [np.zeros_like(p) for p in params]
lr, mu = 0.1, 0.9

for epoch in range(150):
    H = np.maximum(0, X @ W1 + b1)
    s = H @ W2 + b2
    s -= s.max(1)[:, None]
    p = np.exp(s)
    p /= p.sum(1)[:, None]
    loss = -np.log(p[np.arange(n), y]).mean()

    p[np.arange(n), y] -= 1        # p becomes the gradient of the scores
    p /= n
    dH = p @ W2.T
    dH[H <= 0] = 0
    grads = [X.T @ dH, dH.sum(0), H.T @ p, p.sum(0)]

    for q, v, g in zip(params, velocity, grads):
        v *= mu
        v -= lr * g
        q += v
    if epoch % 30 == 0:
        print("epoch", epoch, "loss", loss)
