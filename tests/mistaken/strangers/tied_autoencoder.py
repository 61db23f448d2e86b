"""Autoencoder whose decoder shares the encoder's weights (tied weights)."""
import numpy as np

rng = np.random.RandomState(11)
data = rng.rand(40, 6)
data[:, 3:] = 1 - data[:, :3]          # so there is something to compress

W = 0.3 * rng.randn(6, 3)
b_enc = np.zeros(3)
b_dec = np.zeros(6)
rate = 0.5
M = len(data)

def sigm(v):
    return 1. / (1. + np.exp(-v))

for epoch in range(200):
    code = sigm(data @ W + b_enc)
    recon = sigm(code @ W.T + b_dec)
    # squared error per image, averaged over the images
    loss = ((recon - data) ** 2).sum() / M

    d_dec = 2.0 / M * (recon - data) * recon * (1 - recon)
    d_code = d_dec @ W
    d_enc = d_code * code * (1 - code)

    grad_W = d_dec.T @ code
    grad_W = data.T @ d_enc
    grad_b_dec = d_dec.sum(axis=0)
    grad_b_enc = d_enc.sum(axis=0)

    W -= rate * grad_W
    b_enc -= rate * grad_b_enc
    b_dec -= rate * grad_b_dec

    if (epoch + 1) % 50 == 0:
        print('epoch %d: reconstruction error %.4f' % (epoch + 1, loss))
