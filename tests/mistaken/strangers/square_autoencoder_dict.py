# Denoising autoencoder, 5 - 5 - 5
import numpy as np
np.random.seed(29)

D = 5
clean = np.random.rand(30, 2) @ np.random.rand(2, D)
noisy = clean + 0.05 * np.random.randn(30, D)
N = clean.shape[0]

params = {"We": np.random.randn(D, D) * .4, "be": np.zeros((1, D)),
          "Wd": np.random.randn(D, D) * .4, "bd": np.zeros((1, D))}
lr = 0.05


def encode(x):
    return np.tanh(x @ params["We"] + params["be"])


def decode(h):
    return h @ params["Wd"] + params["bd"]


for epoch in range(250):
    h = encode(noisy)
    rec = decode(h)
    loss = ((rec - clean) ** 2).sum() / N

    grads = {}
    d_rec = 2 * (rec - clean) / N
    grads["dWd"] = h.T @ d_rec
    grads["dbd"] = d_rec
    d_h = d_rec @ params["Wd"]
    d_z = d_h * (1 - h ** 2)
    grads["dWe"] = noisy.T @ d_z
    grads["dbe"] = d_z.sum(axis=0, keepdims=True)

    for key in params:
        params[key] = params[key] - lr * grads["d" + key]

    if epoch % 50 == 0:
        print("epoch %d, loss %.5f" % (epoch, loss))
