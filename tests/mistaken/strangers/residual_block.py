#!/usr/bin/env python3
# one residual block:  out = h + relu(h V + c) ,  h = tanh(x U + a)
import numpy as np
rs = np.random.RandomState(31)

B, D, K = 45, 4, 5
x = rs.randn(B, D)
target = np.c_[x[:, 0] * x[:, 1], np.sin(x[:, 2])]

U_ = rs.randn(D, K) * .6
a = np.zeros(K)
V = rs.randn(K, K) * .4
c = np.zeros(K)
R = rs.randn(K, 2) * .5

lr = 0.05
for t in range(1, 301):
    # ---- forward
    h = np.tanh(x @ U_ + a)
    pre = h @ V + c
    f = np.maximum(pre, 0.)
    s = h + f                 # skip connection
    y = s @ R
    diff = y - target
    loss = 0.5 * (diff ** 2).sum() / B

    # ---- backward
    dy = diff / B
    dR = s.T @ dy
    ds = dy @ R.T
    dh = ds                                   # identity path
    dpre = ds * (pre > 0)
    dV = h.T @ dpre
    dc = dpre.sum(0)
    dh = dpre @ V.T
    dz = dh * (1 - h * h)
    dU = x.T @ dz
    da = dz.sum(0)

    # ---- step
    R -= lr * dR
    V -= lr * dV; c -= lr * dc
    U_ -= lr * dU; a -= lr * da
    if t % 75 == 0:
        print(t, loss)
