import numpy as np
import math

# tempo of a song from 5 autocorrelation values; absolute error, cosine learning rate, 2 hidden layers
PASSES = 240
r = np.random.RandomState(95)
corr = r.randn(23, 5)
tempo = np.abs(corr[:, :1]) * 0.5 - 0.4 * corr[:, 1:2] * (corr[:, 2:3] > 0) + 0.05 * r.standard_t(2, (23, 1))

par = {}
sizes = (5, 8, 4, 1)
for k in range(3):
    par["w", k] = r.randn(sizes[k], sizes[k + 1]) / math.sqrt(sizes[k])
    par["b", k] = np.zeros((1, sizes[k + 1]))

def cosine_rate(i, top=0.1, bottom=0.002):
    return bottom + 0.5 * (top - bottom) * (1 + math.cos(math.pi * i / PASSES))

def value_and_grad(x, t):
    h = [x]
    for k in range(2):
        h.append(np.tanh(h[k] @ par["w", k] + par["b", k]))
    o = h[2] @ par["w", 2] + par["b", 2]
    value = np.abs(o - t).mean()
    g, d = {}, np.sign(o - t) / len(t)
    for k in (2, 1, 0):
        g["w", k] = h[k].T @ d
        g["b", k] = d.sum(axis=0, keepdims=True)
        if k:
            d = 2 * (d @ par["w", k].T) * (1 - h[k] ** 2)
    return value, g

for i in range(PASSES):
    value, g = value_and_grad(corr, tempo)
    lr = cosine_rate(i)
    for key in par:
        par[key] -= lr * g[key]
    if i % 40 == 0:
        print("pass", i, "mean absolute error", value)
