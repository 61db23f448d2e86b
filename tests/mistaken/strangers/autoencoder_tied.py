import numpy as np

rng = np.random.RandomState(12)
X = rng.rand(25, 8)
W = rng.uniform(-.5, .5, size=(8, 3))
bh = np.zeros(3)
bo = np.zeros(8)


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


# tied weights: decoder uses W.T
mW = np.zeros_like(W); mbh = np.zeros_like(bh); mbo = np.zeros_like(bo)
for epoch in range(80):
    order = rng.permutation(len(X))
    epoch_loss = 0.
    for batch in np.array_split(order, 5):
        xb = X[batch]
        hid = sigmoid(xb @ W + bh)
        rec = sigmoid(hid @ W.T + bo)
        loss = 0.5 * np.sum((rec - xb) ** 2) / len(xb)
        d_rec = (rec - xb) * rec * (1 - rec) / len(xb)
        d_hid = (d_rec @ W) * hid * (1 - hid)
        gW = xb.T @ d_hid + d_rec.T @ hid
        gbh = d_hid.sum(axis=0)
        gbo = d_rec.sum(axis=0)
        mW = 0.9 * mW + gW
        mbh = 0.9 * mbh + gbh
        mbo = 0.9 * mbo + gbo
        W -= 0.1 * mW
        bh -= 0.1 * mbh
        bo -= 0.1 * mbo
        epoch_loss += loss
    if epoch % 20 == 0:
        print("epoch %d reconstruction %.4f" % (epoch, epoch_loss / 5))
