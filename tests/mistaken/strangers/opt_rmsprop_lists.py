import numpy as np
np.random.seed(70)

# RMSprop from scratch, day 12 of my #100DaysOfML
X = np.random.randn(64, 3)
Y = np.hstack([np.sin(X[:, :1]), X[:, 1:2] * X[:, 2:3]]) + 0.05 * np.random.randn(64, 2)

Ws = [np.random.randn(3, 11) * 0.5, np.random.randn(11, 2) * 0.3]
bs = [np.zeros(11), np.zeros(2)]
cache_W = [np.zeros_like(w) for w in Ws]
cache_b = [np.zeros_like(b) for b in bs]
lr = 0.003
rho = 0.9

for epoch in range(60):
    epoch_loss = []
    for i in range(4):
        xb = X[i*16:(i+1)*16]
        yb = Y[i*16:(i+1)*16]
        h = np.tanh(xb @ Ws[0] + bs[0])
        o = h @ Ws[1] + bs[1]
        loss = ((o - yb)**2).sum() / len(xb)
        epoch_loss.append(loss)

        do = 2 * (o - yb) / len(xb)
        dz = (do @ Ws[1].T) * (1 - h*h)
        dWs = [xb.T @ dz, 2 * h.T @ do]
        dbs = [dz.sum(axis=0), do.sum(axis=0)]

        for l in range(2):
            cache_W[l] = rho * cache_W[l] + (1 - rho) * dWs[l]**2
            cache_b[l] = rho * cache_b[l] + (1 - rho) * dbs[l]**2
            Ws[l] -= lr * dWs[l] / (np.sqrt(cache_W[l]) + 1e-7)
            bs[l] -= lr * dbs[l] / (np.sqrt(cache_b[l]) + 1e-7)
    if epoch % 10 == 0:
        print("epoch", epoch, "loss", np.mean(epoch_loss))
