"""A small autoencoder, 5 -> 2 -> 5 (coursework 2, question 3)."""
import numpy as np

np.random.seed(21)
latent = np.random.randn(30, 2)
mix = np.random.randn(2, 5)
data = np.tanh(latent @ mix) + 0.03 * np.random.randn(30, 5)

We = np.random.randn(5, 2) * 0.4
be = np.zeros((1, 2))
Wd = np.random.randn(2, 5) * 0.4
bd = np.zeros((1, 5))


def encode_decode(x):
    code = np.tanh(x @ We + be)
    rec = code @ Wd + bd
    return code, rec


def loss(rec, x):
    # mean over the samples of the squared distance
    return np.mean(np.sum(np.abs(rec - x), axis=1) ** 2)


def grads(x, code, rec):
    n = x.shape[0]
    drec = 2 * (rec - x) / n
    dWd = code.T @ drec
    dbd = drec.sum(axis=0, keepdims=True)
    dcode = drec @ Wd.T
    dz = dcode * (1 - code ** 2)
    dWe = x.T @ dz
    dbe = dz.sum(axis=0, keepdims=True)
    return dWe, dbe, dWd, dbd


for epoch in range(300):
    code, rec = encode_decode(data)
    dWe, dbe, dWd, dbd = grads(data, code, rec)
    We -= 0.1 * dWe
    be -= 0.1 * dbe
    Wd -= 0.1 * dWd
    bd -= 0.1 * dbd
    if epoch % 50 == 0:
        print("epoch", epoch, "reconstruction loss", loss(rec, data))
