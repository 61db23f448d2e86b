import numpy as np

np.random.seed(77)
X = np.random.rand(30, 3)
Y = np.column_stack([X.sum(axis=1) > 1.5, X[:, 0] > X[:, 2]]).astype(float)
Wi = np.random.randn(3, 5)
Wo = np.random.randn(5, 2)
bi = np.zeros(5)
bo = np.zeros(2)
lr = 0.1


def sigm(a):
    return 1 / (1 + np.exp(-a))


def forward():
    h = sigm(X @ Wi + bi)
    return h, sigm(h @ Wo + bo)


def loss(o):
    return 0.5 * np.sum((Y - o) ** 2)


def backward(h, o):
    global Wi, Wo, bi, bo
    d_o = (o - Y) * o * (1 - o)
    Wo -= lr * h.T @ d_o
    bo -= lr * d_o.sum(axis=0)
    d_h = (d_o @ Wo.T) * h * (1 - h)
    Wi -= lr * X.T @ d_h
    bi -= lr * d_h.sum(axis=0)


if __name__ == "__main__":
    for epoch in range(1000):
        h, o = forward()
        backward(h, o)
        if epoch % 250 == 0:
            print(epoch, loss(o))
