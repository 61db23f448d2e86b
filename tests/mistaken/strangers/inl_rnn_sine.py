import numpy as np
np.random.seed(0)

# predict the next value of a sine from the last 6 values
seq = np.sin(np.linspace(0, 12, 80)) + 0.02 * np.random.randn(80)
L, hid = 6, 4

Wx = np.random.randn(hid) * 0.4
Wh = np.random.randn(hid, hid) * 0.4
bh = np.zeros(hid)
Wo = np.random.randn(hid) * 0.4
bo = 0.0
lr = 0.02

for epoch in range(15):
    epoch_loss = 0
    for start in range(len(seq) - L):
        xs = seq[start:start + L]
        target = seq[start + L]

        hs = [np.zeros(hid)]
        for x in xs:
            hs.append(np.tanh(Wx * x + Wh @ hs[-1] + bh))
        out = Wo @ hs[-1] + bo
        loss = 0.5 * (out - target) ** 2
        epoch_loss += loss

        dout = out - target
        dWx, dWh, dbh = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(bh)
        dWo = dout * hs[-1]
        dbo = dout
        dh = dout * Wo
        for t in range(L, 0, -1):
            slope = 1 - hs[t] ** 2
            dWx += dh * slope * xs[t - 1]
            dWh += np.outer(dh * slope, hs[t - 1])
            dbh += dh * slope
            dh = Wh.T @ dh

        Wx -= lr * dWx; Wh -= lr * dWh; bh -= lr * dbh
        Wo -= lr * dWo
        bo -= lr * dbo
    print("epoch %d  mean loss %.5f" % (epoch, epoch_loss / (len(seq) - L)))
