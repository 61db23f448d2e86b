# Arrays as storage only: every sum is a loop over indices.
import numpy as np

np.random.seed(27)
n, d, h = 9, 3, 4
x = np.random.randn(n, d)
y = np.zeros(n)
for i in range(n):
    y[i] = 1.0 if x[i, 0] > x[i, 1] * x[i, 2] else 0.0
w1 = np.random.randn(d, h)
b1 = np.zeros(h)
w2 = np.random.randn(h)
b2 = 0.0
lr = 0.2

a = np.empty((n, h))
p = np.empty(n)
for it in range(30):
    loss = 0.0
    for i in range(n):
        for j in range(h):
            z = b1[j]
            for k in range(d):
                z += x[i, k] * w1[k, j]
            a[i, j] = max(0.0, z)
        s = b2
        for j in range(h):
            s += a[i, j] * w2[j]
        p[i] = 1.0 / (1.0 + np.exp(-s))
        loss += -(y[i] * np.log(p[i]) + (1 - y[i]) * np.log(1 - p[i])) / n

    dp = np.zeros(n)
    for i in range(n):
        dp[i] = (p[i] - y[i]) / n
    dw1, db1 = np.zeros((d, h)), np.zeros(h)
    dw2, db2 = np.zeros(h), 0.0
    for i in range(n):
        db2 += dp[i]
        for j in range(h):
            dw2[j] += dp[i] * a[i, j]
            if a[i, j] > 0:
                da = dp[i] * w2[j]
                db1[j] += da
                for k in range(d):
                    dw1[k, j] += da * x[i, k]

    for j in range(h):
        for k in range(d):
            w1[k, j] -= lr * dw1[k, j]
        b1[j] -= lr * db1[j]
        w2[j] -= lr * dw2[j]
    b2 -= lr * db2
print("loss", loss)
