import numpy as np

np.random.seed(909)
# amount, hour, distance, new device -> fraud yes / no
n = 70
X = np.column_stack([np.random.exponential(1, n), np.random.uniform(-1, 1, n),
                     np.random.exponential(1, n), np.random.randint(0, 2, n)])
t = (0.8 * X[:, 0] + X[:, 2] + X[:, 3] + 0.3 * np.random.randn(n) > 2.4).astype(float).reshape(n, 1)
X = (X - X.mean(axis=0)) / X.std(axis=0)

w_in = np.random.randn(4, 6) * 0.5
b_in = np.zeros(6)
w_out = np.random.randn(6, 1) * 0.5
b_out = np.zeros(1)

sq = [np.zeros_like(p) for p in (w_in, b_in, w_out, b_out)]
lr, rho, eps = 0.01, 0.95, 1e-7
bs = 14

for epoch in range(40):
    shuffle = np.random.permutation(n)
    epoch_loss = []
    for k in range(0, n, bs):
        xb, tb = X[shuffle[k:k + bs]], t[shuffle[k:k + bs]]

        z = xb @ w_in + b_in
        h = np.tanh(z)
        p = 1 / (1 + np.exp(-(h @ w_out + b_out)))
        epoch_loss.append(-(tb * np.log(p) + (1 - tb) * np.log(1 - p)).mean())

        delta = (p - tb) * p * (1 - p) / bs
        d_hidden = delta @ w_out.T
        d_z = d_hidden * (1 - h ** 2)
        grads = [xb.T @ d_hidden,
                 d_z.sum(axis=0),
                 h.T @ delta,
                 delta.sum(axis=0)]

        for i, p_ in enumerate((w_in, b_in, w_out, b_out)):
            sq[i] = rho * sq[i] + (1 - rho) * grads[i] ** 2
            p_ -= lr * grads[i] / np.sqrt(sq[i] + eps)
    if epoch % 8 == 0:
        print("epoch", epoch, "loss", np.mean(epoch_loss))
