# 1-D convolution + ReLU + max pooling, tiny Kaggle style demo
import numpy as np

np.random.seed(42)
N, L, F, k = 12, 10, 3, 3
x = np.random.randn(N, L)
y = (x[:, 2:5].sum(1) > 0).astype(float)

K = np.random.randn(F, k) * 0.5
kb = np.full(F, 0.1)
P = (L - k + 1) // 2
W = np.random.randn(F * P) * 0.3
b = 0.0
eta = 0.2

for epoch in range(40):
    conv = np.zeros((N, F, L - k + 1))
    for j in range(L - k + 1):
        conv[:, :, j] = x[:, j:j + k] @ K.T + kb
    act = np.maximum(conv, 0)
    win = act.reshape(N, F, P, 2)
    pooled = win.max(axis=3)
    flat = pooled.reshape(N, -1)
    prob = 1 / (1 + np.exp(-(flat @ W + b)))
    loss = -np.mean(y * np.log(prob) + (1 - y) * np.log(1 - prob))

    dlogit = (prob - y) / N
    dW = flat.T @ dlogit
    db = dlogit.sum()
    dflat = np.outer(dlogit, W)
    dpool = dflat.reshape(N, F, P)
    mask = (win == pooled[:, :, :, None])
    dact = (mask * dpool[:, :, :, None]).reshape(N, F, L - k + 1)
    dconv = dact * (conv > 0)
    dK = np.zeros_like(K)
    for j in range(L - k + 1):
        dK += dconv[:, :, j].T @ x[:, j:j + k]
    dkb = dconv.sum(axis=(0, 2))

    K -= eta * dK
    kb -= eta * dkb
    W -= eta * dW
    b -= eta * db
    if epoch % 10 == 0:
        acc = np.mean((prob > 0.5) == y)
        print(f"epoch {epoch:3d} loss {loss:.4f} acc {acc:.2f}")
