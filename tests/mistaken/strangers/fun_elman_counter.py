# tiny recurrent net that should remember the sign of the first input.
# backprop through time by hand
import numpy as np

rng = np.random.default_rng(6)
T, nx, nh = 5, 2, 4

def run(xs, U, V, bh, w):
    hs = [np.zeros(nh)]
    for t in range(T):
        hs.append(np.tanh(U @ xs[t] + V @ hs[-1] + bh))
    return hs, float(w @ hs[-1])

def bptt(xs, hs, out, target, V, w):
    dU, dV, db = np.zeros((nh, nx)), np.zeros((nh, nh)), np.zeros(nh)
    dout = out - target
    dw = dout * hs[-1]
    dh = dout * w
    for t in range(T - 1, -1, -1):
        da = dh * (1 - hs[t + 1] ** 2)
        dU += np.outer(da, xs[t])
        dV += np.outer(da, hs[t + 1])
        db += da
        dh = V.T @ da
    return dU, dV, db, dw

U = rng.normal(0, 0.5, (nh, nx))
V = rng.normal(0, 0.5, (nh, nh))
bh = np.zeros(nh)
w = rng.normal(0, 0.5, nh)

sequences = rng.normal(0, 1, (10, T, nx))
targets = np.sign(sequences[:, 0, 0])
eta = 0.03

for epoch in range(120):
    total = 0.0
    for xs, y in zip(sequences, targets):
        hs, out = run(xs, U, V, bh, w)
        total += 0.5 * (out - y) ** 2
        dU, dV, db, dw = bptt(xs, hs, out, y, V, w)
        U -= eta * dU
        V -= eta * dV
        bh -= eta * db
        w -= eta * dw
    if epoch % 20 == 0:
        print(epoch, total / len(sequences))
