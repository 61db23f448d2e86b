import numpy as np

rng = np.random.default_rng(0)


def relu(z):
    return np.maximum(z, 0)


def forward(x, w1, b1, w2, b2):
    z1 = x @ w1 + b1
    h = relu(z1)
    out = h @ w2 + b2
    return z1, h, out


def mse(out, t):
    return ((out - t) ** 2).mean()


def gradients(x, t, w1, b1, w2, b2):
    z1, h, out = forward(x, w1, b1, w2, b2)
    d_out = 2 * (out - t) / out.size
    g_w2 = h.T @ d_out
    g_b2 = d_out.sum(axis=0)
    d_h = d_out @ w2.T
    d_z1 = d_h * (h > 0)
    g_w1 = x.T @ d_z1
    g_b1 = d_z1.sum(axis=0)
    return mse(out, t), (g_w1, g_b1, g_w2, g_b2)


x = rng.standard_normal((40, 3))
t = np.stack([x[:, 0] * x[:, 1], np.abs(x[:, 2])], axis=1)

w1 = rng.normal(0, 0.7, (3, 5))
b1 = np.zeros(5)
w2 = rng.normal(0, 0.7, (5, 2))
b2 = np.zeros(2)

for epoch in range(300):
    loss, (g_w1, g_b1, g_w2, g_b2) = gradients(x, t, w1, b1, w2, b2)
    w1 -= 0.1 * g_w1
    b1 -= 0.1 * g_b1
    w2 -= 0.1 * g_w2
    b2 -= 0.1 * g_b2

print(f"final loss {loss:.4f}")
