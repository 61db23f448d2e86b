# one trunk, two heads: temperature (regression) and rain yes/no (classification)
import numpy as np

def forward(x, P):
    W, Va, Vb = P
    h = np.maximum(0.0, x @ W)
    temp = h @ Va
    rain = 1.0 / (1.0 + np.exp(-(h @ Vb)))
    return h, temp, rain

def total_loss(temp, rain, t, r):
    n = len(t)
    l1 = np.sum((temp - t) ** 2) / n
    l2 = -np.sum(r * np.log(rain) + (1 - r) * np.log(1 - rain)) / n
    return l1 + l2

def backward(x, h, temp, rain, t, r, P):
    W, Va, Vb = P
    n = len(t)
    g_temp = 2.0 * (temp - t) / n
    g_rain = (rain - r) / n
    g_Va = h.T @ g_temp
    g_h = g_temp @ Va.T
    g_Vb = h.T @ g_rain
    g_h = g_rain @ Vb.T
    g_W = x.T @ (g_h * (h > 0))
    return g_W, g_Va, g_Vb

np.random.seed(31)
x = np.random.randn(22, 4)
x[:, 3] = 1.0                      # column of ones = bias
t = 0.7 * x[:, [0]] - 0.4 * x[:, [1]] ** 2 + 0.1 * np.random.randn(22, 1)
r = (x[:, [1]] + x[:, [2]] > 0).astype(float)

P = [np.random.randn(4, 7) * 0.5, np.random.randn(7, 1) * 0.5, np.random.randn(7, 1) * 0.5]
lr = 0.08
for step in range(250):
    h, temp, rain = forward(x, P)
    loss = total_loss(temp, rain, t, r)
    grads = backward(x, h, temp, rain, t, r, P)
    P = [p - lr * g for p, g in zip(P, grads)]
    if step % 50 == 0:
        print(step, round(float(loss), 5))
