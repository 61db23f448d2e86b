import numpy as np

def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))

def gru_forward(x, h0, Wz, Wr, Wn):
    """One GRU step; every weight matrix acts on [x, h]."""
    xh = np.hstack((x, h0))
    z = sigmoid(xh @ Wz)
    r = sigmoid(xh @ Wr)
    xrh = np.hstack((x, r * h0))
    n = np.tanh(xrh @ Wn)
    h1 = (1 - z) * n + z * h0
    return h1, (xh, z, r, xrh, n, h0)

def gru_backward(dh1, cache, Wz, Wr, Wn):
    xh, z, r, xrh, n, h0 = cache
    k = h0.shape[1]
    dz = dh1 * (n - h0)
    dn = dh1 * (1 - z)
    dh0 = dh1 * z
    dan = dn * (1 - n * n)
    dWn = xrh.T @ dan
    drh = (dan @ Wn.T)[:, -k:]
    dr = drh * h0
    dh0 = dh0 + drh * r
    daz = dz * z * (1 - z)
    dar = dr * r * (1 - r)
    dWz = xh.T @ daz
    dWr = xh.T @ dar
    dh0 = dh0 + (daz @ Wz.T + dar @ Wr.T)[:, -k:]
    return dh0, dWz, dWr, dWn

np.random.seed(55)
n_seq, length, n_in, n_hid = 14, 5, 3, 4
data = np.random.randn(length, n_seq, n_in)
goal = np.maximum(data[0, :, :1], data[-1, :, 1:2]).repeat(n_hid, axis=1) * [1, -1, .5, .2]
Wz, Wr, Wn = (np.random.randn(n_in + n_hid, n_hid) * 0.4 for _ in range(3))

for it in range(120):
    h, store = np.full((n_seq, n_hid), 0.1), []
    for t in range(length):
        h, cache = gru_forward(data[t], h, Wz, Wr, Wn)
        store.append(cache)
    loss = 0.5 * np.sum((h - goal) ** 2) / n_seq
    dh = (h - goal) / n_seq
    gz, gr, gn = np.zeros_like(Wz), np.zeros_like(Wr), np.zeros_like(Wn)
    for cache in store[::-1]:
        dh, dWz, dWr, dWn = gru_backward(dh, cache, Wz, Wr, Wn)
        gz += dWz; gr += dWr; gn += dWn
    Wz = Wz - 0.2 * gz
    Wr = Wr - 0.2 * gr
    Wn = Wn - 0.2 * gn
    if it % 30 == 0:
        print("iter %3d   loss %.5f" % (it, loss))
