from numpy.random import randn, seed
import numpy as np

seed(4)
# y = |x| + noise, learned by 8 relus
x = np.linspace(-1, 1, 21).reshape(21, 1)
y = np.abs(x) + 0.03*randn(21, 1)

U, c = randn(1, 8), 0.1*randn(8)
V, d = 0.3*randn(8, 1), np.zeros(1)
lr = 0.005

for it in range(1, 501):
    # forward
    pre = x @ U + c
    hidden = np.maximum(pre, 0)
    yhat = hidden @ V + d
    total = np.sum((yhat - y) ** 2)

    # backward
    dyhat = 2.0 * (yhat - y)
    dV = hidden.T @ dyhat
    dd = dyhat.sum(axis=0)
    dhidden = dyhat @ V.T
    dhidden[hidden < 0] = 0
    dU = x.T @ dhidden
    dc = dhidden.sum(axis=0)

    U -= lr * dU
    c -= lr * dc
    V -= lr * dV
    d -= lr * dd

    if it % 100 == 0:
        print("%4d  %.5f" % (it, total))
