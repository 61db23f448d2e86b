# Momentum with mini-batches. Penalty included. (my notes for the reading group)
import numpy as np
R = np.random.RandomState(2718)

n, d, h, c = 30, 3, 6, 3
X = R.randn(n, d)
labels = (X @ R.randn(d, c) + 0.4 * R.randn(n, c)).argmax(1)

W, V = R.randn(d, h) * .5, R.randn(h, c) * .5
b, a = np.zeros(h), np.zeros(c)
params = [W, b, V, a]
speed = [np.zeros_like(q) for q in params]
lam = 0.02
bs = 10
eta, mom = 0.01, 0.9

for epoch in range(60):
    idx = R.permutation(n)
    track = []
    for s in range(0, n, bs):
        k = idx[s:s + bs]
        x, t = X[k], labels[k]
        hid = np.tanh(x @ W + b)
        z = hid @ V + a
        z = z - z.max(1, keepdims=True)
        logp = z - np.log(np.exp(z).sum(1, keepdims=True))
        loss = -logp[range(bs), t].mean() + 0.5 * lam * ((W ** 2).sum() + (V ** 2).sum())
        track.append(loss)

        e = np.exp(logp)
        e[range(bs), t] -= 1
        eh = e @ V.T * (1 - hid ** 2)
        grads = [x.T @ eh + bs * lam * W, eh.sum(0), hid.T @ e + bs * lam * V, e.sum(0)]
        for q, v, g in zip(params, speed, grads):
            v *= mom
            v += g
            q -= eta * v
    if epoch % 12 == 0:
        print(epoch, np.mean(track))
