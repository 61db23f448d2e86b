import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(64, 3))
y = X @ np.array([1.0, -2.0, 0.5]) + 0.1
w = np.zeros(3)
c = 0.0
gw = np.zeros(3)
for epoch in range(5):
    for k in range(0, 64, 8):
        s = slice(k, k + 8)
        e = X[s] @ w + c - y[s]
        loss = 0.5 * np.mean(e ** 2)
        gw = gw + X[s].T @ e / 8  # accumulated
        w = w - 0.1 * gw
        c = c - 0.1 * e.mean()
    print(loss)
