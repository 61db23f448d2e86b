import numpy as np

# inverted dropout + momentum, binary target.  (asked on the forum: why no mask at the output?)
np.random.seed(28)
X = np.random.randn(40, 5)
t = (X[:, 0] - X[:, 1] * X[:, 2] > 0).astype(float).reshape(-1, 1)
n = len(X)

W, b = np.random.randn(5, 10) * 0.4, np.zeros(10)
V, c = np.random.randn(10, 1) * 0.4, np.zeros(1)
mW, mb, mV, mc = 0, 0, 0, 0
keep, lr, mu = 0.8, 0.1, 0.9

for it in range(300):
    h = np.tanh(X @ W + b)
    mask = (np.random.rand(*h.shape) < keep) / keep
    hd = h * mask
    p = 1 / (1 + np.exp(-(hd @ V + c)))
    loss = -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))

    dz = (p - t) / n
    dV = hd.T @ dz
    dc = dz.sum(axis=0)
    dh = dz @ V.T * mask
    da = dh * (1 - h ** 2)
    dW = X.T @ da
    db = da.sum(axis=0)

    mW = mu * mW - lr * dW; W = W + mW
    mb = mu * mb - lr * db; b = b + mb
    mV = mu * mV - lr * dV; V = V + mV
    mc = mu * mc - lr * dc; c = c + mc
    if it % 50 == 0:
        print(it, loss)
