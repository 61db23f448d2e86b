import numpy as np

np.random.seed(0)
N, D, H, C = 90, 2, 12, 3
y = np.random.randint(0, C, N)
ang = y * 2 * np.pi / C
X = np.column_stack([np.cos(ang), np.sin(ang)]) + 0.4 * np.random.randn(N, D)

W1 = np.random.randn(D, H) * np.sqrt(2.0 / D)
b1 = np.zeros(H)
W2 = np.random.randn(H, C) * np.sqrt(2.0 / H)
b2 = np.zeros(C)

lr, beta1, beta2, eps = 0.01, 0.9, 0.999, 1e-8
mom = [np.zeros_like(w) for w in (W1, b1, W2, b2)]
vel = [np.zeros_like(w) for w in (W1, b1, W2, b2)]
t = 0
batch = 30

for epoch in range(40):
    order = np.random.permutation(N)
    for start in range(0, N, batch):
        idx = order[start:start + batch]
        xb, yb = X[idx], y[idx]
        nb = len(idx)

        h = np.maximum(0, xb @ W1 + b1)
        s = h @ W2 + b2
        s -= s.max(axis=1, keepdims=True)
        p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
        loss = -np.log(p[np.arange(nb), yb]).mean()

        ds = p.copy()
        ds[np.arange(nb), yb] -= 1
        ds /= nb
        dh = ds @ W2.T
        dh[h <= 0] = 0
        grads = [xb.T @ dh, dh.sum(axis=0), h.T @ ds, ds.sum(axis=0)]

        t += 1
        for i, (w, g) in enumerate(zip((W1, b1, W2, b2), grads)):
            mom[i] = beta1 * mom[i] + (1 - beta1) * g
            vel[i] = beta2 * vel[i] + (1 - beta2) * g ** 2
            w -= lr * (mom[i] / (1 - beta1 ** t)) / (np.sqrt(vel[i] / (1 - beta2 ** t)) + eps)
    if epoch % 10 == 0:
        print("epoch", epoch, "last batch loss", loss)
