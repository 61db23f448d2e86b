import numpy as np

rs = np.random.RandomState(42)
latent = rs.randn(60, 2)
mix = rs.randn(2, 5)
data = latent @ mix + 0.05 * rs.randn(60, 5)
data -= data.mean(axis=0)

n, d = data.shape
k = 2
W = 0.2 * rs.randn(d, k)      # shared by encoder and decoder
b_h = np.zeros(k)
b_r = np.zeros(d)

lr = 0.02
for epoch in range(301):
    H = np.tanh(data @ W + b_h)
    R = H @ W.T + b_r
    E = R - data
    loss = (E * E).sum() / n

    dR = 2 * E / n
    dH = dR @ W
    dZ = dH * (1 - H * H)

    # decoder side, then encoder side
    gW = dR.T @ H
    g_br = dR.sum(0)
    gW = data.T @ dZ
    g_bh = dZ.sum(0)

    W -= lr * gW
    b_h -= lr * g_bh
    b_r -= lr * g_br
    if epoch % 60 == 0:
        print("epoch", epoch, "reconstruction", loss)
