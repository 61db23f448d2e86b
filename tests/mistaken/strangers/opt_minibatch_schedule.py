# mini batches, learning rate that shrinks, sigmoid + cross entropy
import numpy as np
import random

random.seed(4); np.random.seed(4)
N = 60
X = np.random.randn(N, 2)
t = ((X ** 2).sum(axis=1, keepdims=True) > 1.4) * 1.0

Wa = np.random.randn(3, 6) * 0.7       # with bias row
Wb = np.random.randn(7, 1) * 0.7
eta0, batch = 2.0, 12
order = list(range(N))
step = 0

for epoch in range(60):
    random.shuffle(order)
    running = 0
    for start in range(0, N, batch):
        idx = order[start:start + batch]
        xb = np.c_[X[idx], np.ones(len(idx))]
        tb = t[idx]
        h = np.tanh(xb @ Wa)
        hb = np.c_[h, np.ones(len(idx))]
        o = 1 / (1 + np.exp(-hb @ Wb))
        bce = -np.mean(tb * np.log(o) + (1 - tb) * np.log(1 - o))
        running += bce

        eta = eta0 / (1 + 0.02 * step)
        step += 1
        diff = tb - o
        dh = (diff @ Wb[:-1].T) * (1 - h) * (1 + h)
        Wb += eta * hb.T @ diff / len(idx)
        Wa += eta * xb.T @ dh / len(idx)
    if epoch % 10 == 0:
        print("epoch", epoch, "bce", running / (N / batch), "eta", eta)
