# Autoencoder with tied weights: six numbers squeezed into three and back again.
import numpy as np

rng = np.random.default_rng(7)
N, D, K = 40, 6, 3
latent = rng.normal(size=(N, K))
X = np.tanh(latent @ rng.normal(size=(K, D))) + 0.05 * rng.normal(size=(N, D))

W = rng.normal(0, 0.4, (D, K))
b = rng.normal(0, 0.1, K)
c = rng.normal(0, 0.1, (1, D))
lr0, decay = 0.1, 0.01

for epoch in range(200):
    lr = lr0 / (1 + decay * epoch)
    # encode
    H = np.tanh(X @ W + b)
    # decode with the very same matrix
    R = H @ W.T + c
    E = R - X
    loss = 0.5 * np.sum(E ** 2) / N

    # backward
    dR = E / N
    dc = dR.sum(axis=0, keepdims=True)
    dW_dec = dR.T @ H
    dH = dR @ W
    dZ = dH * H * (1 - H)
    dW_enc = X.T @ dZ
    db = dZ.sum(axis=0)
    dW = dW_enc + dW_dec

    W = W - lr * dW
    b = b - lr * db
    c = c - lr * dc
    if epoch % 50 == 0:
        print(epoch, round(float(loss), 4))

print("code of the first sample:", np.tanh(X[0] @ W + b))
