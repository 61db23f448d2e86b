# Three layers: leaky relu, tanh, linear. A penalty on all three weight matrices.
import numpy as np

rng = np.random.default_rng(64)
X = rng.normal(size=(29, 3))
T = np.sort(X, axis=1)[:, :2]
n = X.shape[0]
U1, c1 = rng.normal(size=(3, 5)) * 0.5, np.zeros(5)
U2, c2 = rng.normal(size=(5, 5)) * 0.5, np.zeros(5)
U3, c3 = rng.normal(size=(5, 2)) * 0.5, np.zeros(2)
alpha, decay, lr = 0.05, 1e-3, 0.1

for epoch in range(300):
    s1 = X @ U1 + c1
    h1 = np.where(s1 > 0, s1, alpha * s1)
    s2 = h1 @ U2 + c2
    h2 = np.tanh(s2)
    out = h2 @ U3 + c3
    loss = ((out - T) ** 2).sum() / (2 * n)
    loss += decay * ((U1**2).sum() + (U2**2).sum() + (U3**2).sum())

    g_out = (out - T) / n
    g_U3 = h2.T @ g_out + 2 * decay * U3
    g_c3 = g_out.sum(axis=0)
    g_s2 = (g_out @ U3.T) * (1 - np.tanh(s2) ** 2)
    g_U2 = h1.T @ g_s2 + 2 * decay * U2
    g_c2 = g_s2.sum(axis=0)
    g_h1 = g_s2 @ U2.T
    g_s1 = g_h1 * np.where(s1 > 0, 1, alpha)
    g_U1 = X.T @ g_s1 + 2 * decay * U1
    g_c1 = g_s1.sum(axis=0)

    U3 -= lr * g_U3
    c3 -= lr * g_c3
    U2 -= lr * g_U2
    c2 -= lr * g_c2
    U1 -= lr * g_U1
    c1 -= lr * g_c1
print("loss", loss)
