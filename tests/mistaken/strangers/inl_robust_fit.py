# robust curve fit with the huber loss -- a few outliers on purpose
import numpy as np

r = np.random.default_rng(2024)
x = np.sort(r.uniform(-2, 2, 19))[:, None]
y = 0.5 * x ** 3 - x + r.normal(0, 0.1, x.shape)
y[[3, 11]] += 4.0

delta = 1.0          # switch point of huber
slope = 0.1          # leaky relu
step = 0.05
w1, b1 = r.normal(0, 1, (1, 10)), r.normal(0, 0.5, (1, 10))
w2, b2 = r.normal(0, 0.4, (10, 1)), np.zeros((1, 1))

for epoch in range(600):
    pre = x @ w1 + b1
    act = np.where(pre > 0, pre, slope * pre)
    yhat = act @ w2 + b2

    res = yhat - y
    small = np.abs(res) <= delta
    loss = np.where(small, 0.5 * res ** 2, delta * (np.abs(res) - 0.5 * delta)).mean()

    g_out = np.where(small, res, delta * np.sign(res)) / len(x)
    g_w2 = act.T @ g_out
    g_b2 = g_out.sum(0, keepdims=True)
    g_act = g_out @ w2.T
    g_pre = g_act * (pre > 0)
    g_w1 = x.T @ g_pre
    g_b1 = g_pre.sum(0, keepdims=True)

    w1, b1 = w1 - step * g_w1, b1 - step * g_b1
    w2, b2 = w2 - step * g_w2, b2 - step * g_b2
    if epoch % 150 == 0 or epoch == 599:
        print(f'{epoch:4d}  huber={loss:.5f}')
