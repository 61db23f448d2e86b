import numpy as np

# truth table of the majority function of three inputs
X = np.array([[0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1],
              [1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]], float)
Y = np.array([[0, 0, 0, 1, 0, 1, 1, 1]], float).T
n = X.shape[0]

rng = np.random.RandomState(0)
U = rng.normal(0, 0.8, (3, 2))
c = np.zeros((1, 2))
V = rng.normal(0, 0.8, (2, 1))
e = np.zeros((1, 1))
lr = 0.6

for epoch in range(800):
    h = np.tanh(X @ U + c)
    p = 1 / (1 + np.exp(-(h @ V + e)))
    loss = -np.mean(Y * np.log(p) + (1 - Y) * np.log(1 - p))

    g_out = (p - Y) / n
    g_V = h.T @ g_out
    g_e = g_out.sum(axis=0, keepdims=True)
    g_hid = (g_out @ V.T) * (1 - h * h)
    g_U = X.T @ g_hid / n
    g_c = g_hid.sum(axis=0, keepdims=True)

    U -= lr * g_U
    c += lr * g_c
    V -= lr * g_V
    e -= lr * g_e

    if epoch % 200 == 0:
        print("loss", loss)

print((p > 0.5).astype(int).T)
