import numpy as np
np.random.seed(1)
X = np.random.randn(50, 6)
w_true = np.array([2., 0., -1., 0., 0., .5])
y = X @ w_true + 0.1 * np.random.randn(50) + 1.0

w = np.random.randn(6) * 0.01
b = 0.0
alpha = 0.05
m = len(y)
for i in range(300):
    lr = 0.1 / (1 + 0.01 * i)
    y_hat = X.dot(w) + b
    resid = y_hat - y
    cost = (resid ** 2).sum() / (2 * m) + alpha * np.abs(w).sum()
    gw = X.T.dot(resid) / m + alpha * np.sign(w)
    gb = resid.mean()
    w = w - lr * gw
    b = b - lr * gb
    if i % 50 == 0:
        print(i, cost)
print(w.round(2), b)
