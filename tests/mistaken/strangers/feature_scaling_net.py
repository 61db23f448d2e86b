import numpy as np

# ---------------------------------------------------------------
#  helper functions
# ---------------------------------------------------------------
def standardize(M):
    mu, sd = M.mean(0), M.std(0)
    return (M - mu) / sd, mu, sd

def leaky(z, slope=0.1):
    return np.where(z > 0, z, slope * z)

def leaky_grad(z, slope=0.1):
    return np.where(z > 0, 1.0, slope)

def fwd(X, w, c, v, k):
    z = X @ w + c
    a = leaky(z)
    return z, a, a @ v + k

def bwd(X, y, z, a, yhat, v):
    dy = (yhat - y) / y.shape[0]
    dv = a.T @ dy
    dk = dy.sum(axis=0, keepdims=True)
    dz = np.outer(dy, v) * leaky_grad(z)
    dw = X.T @ dz
    dc = dz
    return dw, dc, dv, dk

np.random.seed(1234)
raw = np.random.gamma(2.0, 3.0, size=(18, 3))
X, mu, sd = standardize(raw)
y = (0.2 * raw[:, :1] - 0.1 * raw[:, 1:2] + 1)

w = np.random.randn(3, 4) * 0.5
c = np.zeros((1, 4))
v = np.random.randn(4, 1) * 0.5
k = np.zeros((1, 1))

for i in range(200):
    z, a, yhat = fwd(X, w, c, v, k)
    L = 0.5 * np.square(yhat - y).mean()
    dw, dc, dv, dk = bwd(X, y, z, a, yhat, v)
    w = w - 0.1 * dw
    c = c - 0.1 * dc
    v = v - 0.1 * dv
    k = k - 0.1 * dk
    if i % 50 == 0:
        print(i, L)
