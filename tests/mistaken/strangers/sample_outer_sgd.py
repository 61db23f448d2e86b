# Learn the sum of two waves, one sample at a time
import numpy as np

rng = np.random.default_rng(18)
ts = rng.uniform(-1, 1, size=60)
signal = np.sin(3 * ts) + 0.5 * np.cos(5 * ts)
samples = [np.array([t, t ** 2, 1.0]) for t in ts]

V = rng.normal(size=(8, 3))
v0 = np.zeros(8)
R = rng.normal(size=8) * 0.3
r0 = 0.0
lr = 0.02

for epoch in range(30):
    order = rng.permutation(len(ts))
    total = 0.0
    for k in order:
        x, y = samples[k], signal[k]
        h = np.tanh(V @ x + v0)
        o = R @ h + r0
        sample_loss = (o - y) ** 2
        total += sample_loss
        err = o - y
        dh = err * R * (1 - h * h)
        R = R - lr * err * h
        r0 = r0 - lr * err
        V = V - lr * np.outer(dh, x)
        v0 = v0 - lr * dh
    if epoch % 5 == 0:
        print(f"epoch {epoch}: mean loss {total / len(ts):.5f}")
