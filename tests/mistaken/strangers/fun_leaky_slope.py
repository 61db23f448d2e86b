import numpy as np

def leaky(z, a=0.1):
    return np.where(z > 0, z, a * z)

def leaky_grad(z, a=0.1):
    g = np.zeros_like(z)
    g[z > 0] = 1
    return g

def fwd(X, W1, b1, W2, b2):
    z = X.dot(W1) + b1
    h = leaky(z)
    return z, h, h.dot(W2) + b2

def bwd(X, Y, z, h, out, W2):
    g_out = 2.0 * (out - Y) / out.size
    g_W2 = h.T.dot(g_out)
    g_b2 = g_out.sum(axis=0)
    g_z = g_out.dot(W2.T) * leaky_grad(z)
    return X.T.dot(g_z), g_z.sum(axis=0), g_W2, g_b2

np.random.seed(77)
X = np.random.randn(20, 3)
Y = np.stack((X[:, 0] * X[:, 1], X[:, 2] - X[:, 0]), axis=-1) + 0.1 * np.random.randn(20, 2)
W1, b1 = np.random.randn(3, 7) * 0.5, np.zeros(7)
W2, b2 = np.random.randn(7, 2) * 0.5, np.zeros(2)
eta = 0.05

for n in range(1000):
    z, h, out = fwd(X, W1, b1, W2, b2)
    if n % 200 == 0:
        print("loss:", np.mean((out - Y) ** 2))
    gW1, gb1, gW2, gb2 = bwd(X, Y, z, h, out, W2)
    W1 -= eta * gW1
    b1 -= eta * gb1
    W2 -= eta * gW2
    b2 -= eta * gb2
