import numpy as np
import math
# fit y = sin(x) with ten hidden units, full batch

rng = np.random.default_rng(1)
x = np.linspace(-math.pi, math.pi, 64)[:, None]
t = np.sin(x)

Wa = rng.normal(size=(1, 10))
ba = rng.normal(size=(1, 10))
Wb = rng.normal(size=(10, 1)) * 0.1
bb = np.zeros((1, 1))
lr = 0.05

for step in range(1000):
    h = np.tanh(x.dot(Wa) + ba)
    o = h.dot(Wb) + bb
    loss = ((o - t) ** 2).mean()

    g_o = 2 * (o - t) / len(x)
    g_Wb = h.T.dot(g_o)
    g_bb = g_o.sum(axis=0, keepdims=True)
    g_h = g_o.dot(Wb.T)
    g_a = g_h * (1 - h ** 2)
    g_Wa = x.T.dot(g_a)
    g_ba = g_a.sum()

    Wa -= lr * g_Wa
    ba -= lr * g_ba
    Wb -= lr * g_Wb
    bb -= lr * g_bb

    if step % 200 == 0:
        print("step", step, "loss", loss)

print("sin(1) =", (np.tanh(1.0 * Wa + ba) @ Wb + bb).item(), "should be", math.sin(1))
