# Adagrad. I sum the gradients of a mini-batch sample by sample, to see every step.
import numpy as np

rs = np.random.RandomState(24)
xs = rs.uniform(-1, 1, (36, 2))
ys = np.arctan(3 * xs[:, 0]) * xs[:, 1] + rs.normal(0, 0.02, 36)

W = rs.randn(6, 2)
b = np.zeros(6)
v = rs.randn(6) * 0.4
c = 0.0
hist = [np.zeros((6, 2)), np.zeros(6), np.zeros(6), 0.0]
LR, BATCH = 0.1, 9

for epoch in range(80):
    order = rs.permutation(len(xs))
    epoch_loss = 0.0
    for s in range(0, len(xs), BATCH):
        chunk = order[s:s + BATCH]
        gW, gb, gv, gc = np.zeros_like(W), np.zeros_like(b), np.zeros_like(v), 0.0
        for i in chunk:
            x, y = xs[i], ys[i]
            h = np.tanh(W @ x + b)
            o = v @ h + c
            err = (o - y) / len(chunk)
            epoch_loss += 0.5 * (o - y) ** 2 / len(xs)
            # gradients
            gv += err * h
            gc += err
            dh = err * v * (1 - h * h)
            gW += np.outer(dh, x)
            gb = dh
        for q, g in enumerate((gW, gb, gv, gc)):
            hist[q] = hist[q] + g ** 2
        W = W - LR * gW / (np.sqrt(hist[0]) + 1e-7)
        b = b - LR * gb / (np.sqrt(hist[1]) + 1e-7)
        v = v - LR * gv / (np.sqrt(hist[2]) + 1e-7)
        c = c - LR * gc / (np.sqrt(hist[3]) + 1e-7)
    if epoch % 20 == 0:
        print("epoch", epoch, "loss", epoch_loss)
