# Two hidden layers of the same size, all tanh, to approximate a bumpy surface
import numpy as np
np.random.seed(5)

n = 50
x = np.random.uniform(-2, 2, (n, 2))
t = np.sin(x[:, :1]) * np.cos(2 * x[:, 1:])

k = 6
w0 = np.random.randn(2, k) / np.sqrt(2)
w1 = np.random.randn(k, k) / np.sqrt(k)
w2 = np.random.randn(k, 1) / np.sqrt(k)
c0 = np.zeros((1, k)); c1 = np.zeros((1, k)); c2 = np.zeros((1, 1))

eta = 0.1
history = []
for step in range(500):
    a0 = np.tanh(x @ w0 + c0)
    a1 = np.tanh(a0 @ w1 + c1)
    out = a1 @ w2 + c2

    err = out - t
    mse = np.mean(err ** 2)
    history.append(mse)

    g_out = 2 * err / n
    g_a1 = (g_out @ w2.T) * (1 - a1 ** 2)
    g_a0 = (g_a1 @ w1.T) * (1 - a1 ** 2)

    w2 = w2 - eta * a1.T @ g_out
    c2 = c2 - eta * g_out.sum(0, keepdims=True)
    w1 = w1 - eta * a0.T @ g_a1
    c1 = c1 - eta * g_a1.sum(0, keepdims=True)
    w0 = w0 - eta * x.T @ g_a0
    c0 = c0 - eta * g_a0.sum(0, keepdims=True)

print("mse first/last:", history[0], history[-1])
