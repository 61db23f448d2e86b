import numpy as np

rng = np.random.default_rng(55)
X = rng.normal(size=(24, 5))
y_reg = X[:, 0] * 2 + X[:, 1] ** 2
y_cls = (X[:, 2] + X[:, 3] > 0).astype(float)
W = rng.normal(size=(5, 6)) * .4
Vr, br = rng.normal(size=6) * .4, 0.0
Vc, bc = rng.normal(size=6) * .4, 0.0
mix = 0.3
lr0 = 0.1
for epoch in range(120):
    lr = lr0 * 0.5 * (1 + np.cos(np.pi * epoch / 120))      # cosine schedule
    H = np.tanh(X @ W)
    r = H @ Vr + br
    c = 1 / (1 + np.exp(-(H @ Vc + bc)))
    loss_r = 0.5 * np.mean((r - y_reg) ** 2)
    loss_c = -np.mean(y_cls * np.log(c + 1e-12) + (1 - y_cls) * np.log(1 - c + 1e-12))
    loss = mix * loss_r + (1 - mix) * loss_c
    n = X.shape[0]
    gr = mix * (r - y_reg) / n
    gc = (1 - mix) * (c - y_cls) / n
    dVr, dbr = H.T @ gr, gr.sum()
    dVc, dbc = H.T @ gc, gc.sum()
    dH = gr[:, None] * Vr + gc[:, None] * Vc
    dW = X.T @ (dH * (1 - H ** 2))
    W -= lr * dW
    Vr -= lr * dVr
    br -= lr * dbr
    Vc -= lr * dVc
    bc -= lr * dbc
    if epoch % 30 == 0:
        print(f"{epoch} reg {loss_r:.4f} cls {loss_c:.4f} total {loss:.4f}")
