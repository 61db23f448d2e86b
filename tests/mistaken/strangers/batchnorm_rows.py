# MLP with batch normalisation (training mode only), compact backward formula
import numpy as np
np.random.seed(1)

N, D, H = 32, 3, 4
X = np.random.randn(N, D) * [1, 5, 0.2] + [0, 3, -1]
Y = (X[:, [0]] - 0.2 * X[:, [1]] > -0.6) * 1.0

W1 = np.random.randn(D, H)
gamma, beta = np.ones(H), np.zeros(H)
W2 = np.random.randn(H, 1)
b2 = np.zeros(1)
eps = 1e-5
lr = 0.2

for epoch in range(200):
    z = X @ W1                       # no bias: beta does that job
    mu = z.mean(axis=0)
    var = z.var(axis=0)
    ivar = 1 / np.sqrt(var + eps)
    zhat = (z - mu) * ivar
    bn = gamma * zhat + beta
    h = np.tanh(bn)
    p = 1 / (1 + np.exp(-(h @ W2 + b2)))
    loss = -(Y * np.log(p) + (1 - Y) * np.log(1 - p)).sum() / N

    dlogit = (p - Y) / N
    dW2 = h.T @ dlogit
    db2 = dlogit.sum(0)
    dbn = (dlogit @ W2.T) * (1 - h ** 2)
    dgamma = (dbn * zhat).sum(0)
    dbeta = dbn.sum(0)
    dz = gamma * ivar / N * (N * dbn - dbeta - zhat * dgamma)
    dW1 = X.T @ dz

    for param, g in ((W1, dW1), (gamma, dgamma), (beta, dbeta), (W2, dW2), (b2, db2)):
        param -= lr * g

    if epoch % 40 == 0:
        print(f"[{epoch}] loss={loss:.4f} acc={np.mean((p > .5) == Y):.3f}")
