# regression net + L2 penalty on everything (weights and biases)
import numpy as np

rs = np.random.RandomState(77)
inputs  = rs.uniform(-1, 1, (35, 3))
targets = np.stack([inputs[:, 0] * inputs[:, 1], inputs[:, 2]], axis=1)

A = rs.randn(3, 7) * .6; a = rs.randn(7) * .1
B = rs.randn(7, 2) * .6; b = rs.randn(2) * .1
lam, rate = 0.01, 0.1

for n in range(801):
    hid = 1 / (1 + np.exp(-(inputs @ A + a[np.newaxis, :])))
    out = hid @ B + b[None, :]
    data_loss = np.mean(np.sum((out - targets) ** 2, axis=1))
    penalty = lam * (np.sum(A ** 2) + np.sum(a ** 2) + np.sum(B ** 2) + np.sum(b ** 2))
    loss = data_loss + penalty
    if n % 200 == 0: print(n, data_loss, penalty)

    d_out = 2.0 / inputs.shape[0] * (out - targets)
    dB = hid.T @ d_out + 2 * lam * B
    db = d_out.sum(0) + 2 * lam * b
    d_hid = d_out @ B.T
    d_pre = d_hid * hid * (1.0 - hid)
    dA = inputs.T @ d_pre + 2 * lam * A
    da = d_pre.sum(0)

    A += -rate * dA
    a += -rate * da
    B += -rate * dB
    b += -rate * db
