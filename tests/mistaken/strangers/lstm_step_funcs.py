# An LSTM unrolled over a short sequence. One concatenated weight matrix per gate.
import numpy as np

def sig(x): return 1 / (1 + np.exp(-x))

def lstm_step(x, h, c, P_):
    Wf, Wi, Wo, Wg = P_
    z = np.concatenate([x, h, np.ones((x.shape[0], 1))], axis=1)
    f, i, o, g = sig(z @ Wf), sig(z @ Wi), sig(z @ Wo), np.tanh(z @ Wg)
    c_new = f * c + i * g
    tc = np.tanh(c_new)
    h_new = o * tc
    return h_new, c_new, (z, f, i, o, g, c, tc)

def lstm_step_back(dh, dc, cache, P_, G_):
    z, f, i, o, g, c_prev, tc = cache
    Wf, Wi, Wo, Wg = P_
    do = dh * tc
    dc = dc + dh * o * (1 - tc ** 2)
    df, di, dg = dc * c_prev, dc * g, dc * i
    daf = df * f * (1 - f)
    dai = di * i * (1 - i)
    dao = do * o * (1 - o)
    dag = dg * g * (1 - g)
    for G, da in zip(G_, (daf, dai, dao, dag)):
        G += z.T @ da
    dz = daf @ Wf.T + dai @ Wi.T + dao @ Wo.T + dag @ Wg.T
    D, H = z.shape[1] - dh.shape[1] - 1, dh.shape[1]
    return dz[:, D:D + H], dc * f

rng = np.random.default_rng(9)
B, T, D, H = 16, 4, 2, 3
xs = rng.normal(size=(T, B, D))
y = np.tanh(xs.sum(axis=(0, 2)))[:, None]
gates = [rng.normal(size=(D + H + 1, H)) * 0.5 for _ in range(4)]
Wy = rng.normal(size=(H, 1))

lr = 0.1
for epoch in range(80):
    h = np.zeros((B, H)); c = np.zeros((B, H))
    caches = []
    for t in range(T):
        h, c, cache = lstm_step(xs[t], h, c, gates)
        caches.append(cache)
    pred = h @ Wy
    loss = np.sum((pred - y) ** 2) / B
    dpred = 2 * (pred - y) / B
    dWy = h.T @ dpred
    dh, dc = dpred @ Wy.T, np.zeros((B, H))
    dgates = [np.zeros_like(W) for W in gates]
    for t in reversed(range(T)):
        dh, dc = lstm_step_back(dh, dc, caches[t], gates, dgates)
    for W, dW in zip(gates, dgates):
        W -= lr * dW
    Wy -= lr * dWy
    if epoch % 20 == 0: print(epoch, loss)
