# 1-D convolution (really: correlation) with F filters, ReLU, global average pooling and a linear read-out.
import numpy as np

def conv_forward(x, w, b):
    """x (N, T), w (F, K), b (F,) -> out (N, F, T-K+1)"""
    N, T = x.shape
    F, K = w.shape
    out = np.zeros((N, F, T - K + 1))
    for t in range(T - K + 1):
        out[:, :, t] = x[:, t:t + K] @ w.T + b
    return out

def conv_backward(dout, x, w):
    F, K = w.shape
    dw = np.zeros_like(w)
    for t in range(dout.shape[2]):
        dw += dout[:, :, t].T @ x[:, t:t + K]
    db = dout.sum()
    return dw, db

def loss_fn(w, b, v, c, x, y):
    conv = conv_forward(x, w, b)
    act = np.where(conv > 0, conv, 0)
    pooled = act.mean(axis=2)
    pred = pooled @ v + c
    loss = ((pred - y) ** 2).mean()
    # backward
    dpred = 2 * (pred - y) / y.size
    dv = pooled.T @ dpred
    dc = dpred.sum()
    dpooled = np.outer(dpred, v)
    dact = np.repeat(dpooled[:, :, None], conv.shape[2], axis=2) / conv.shape[2]
    dconv = dact * (conv > 0)
    dw, db = conv_backward(dconv, x, w)
    return loss, (dw, db, dv, dc)

def main():
    rng = np.random.default_rng(12)
    x = rng.normal(size=(25, 12))
    y = np.abs(np.diff(x, axis=1)).mean(axis=1)     # roughness of the series
    w = rng.normal(size=(4, 3)) * 0.7
    b = np.zeros(4)
    v = rng.normal(size=4) * 0.5
    c = 0.0
    lr = 0.05
    for epoch in range(100):
        loss, (dw, db, dv, dc) = loss_fn(w, b, v, c, x, y)
        w = w - lr * dw
        b = b - lr * db
        v = v - lr * dv
        c = c - lr * dc
        if epoch % 25 == 0:
            print("epoch", epoch, "loss", loss)

main()
