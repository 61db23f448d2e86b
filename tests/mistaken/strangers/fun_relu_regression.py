import numpy as np


def relu(z):
    return np.maximum(0, z)


def relu_prime(z):
    return (relu(z) >= 0).astype(float)


def mse(yp, y):
    return np.mean(np.square(yp - y))


def forward(x, w1, b1, w2, b2):
    z1 = np.matmul(x, w1) + b1
    h1 = relu(z1)
    yp = np.matmul(h1, w2) + b2
    return yp, (x, z1, h1)


def backward(yp, y, cache, w2):
    x, z1, h1 = cache
    grad_yp = 2.0 * (yp - y) / y.size
    grad_w2 = np.matmul(h1.T, grad_yp)
    grad_b2 = np.sum(grad_yp, axis=0)
    grad_h1 = np.matmul(grad_yp, w2.T)
    grad_z1 = grad_h1 * relu_prime(z1)
    grad_w1 = np.matmul(x.T, grad_z1)
    grad_b1 = np.sum(grad_z1, axis=0)
    return grad_w1, grad_b1, grad_w2, grad_b2


np.random.seed(8)
x = np.random.rand(40, 3) * 2 - 1
y = np.abs(x[:, :1]) + x[:, 1:2] * x[:, 2:3] + 0.02 * np.random.randn(40, 1)

w1 = np.random.randn(3, 12) * 0.5
b1 = np.random.randn(12) * 0.1
w2 = np.random.randn(12, 1) * 0.5
b2 = np.zeros(1)
lr = 0.05

for epoch in range(500):
    yp, cache = forward(x, w1, b1, w2, b2)
    loss = mse(yp, y)
    gw1, gb1, gw2, gb2 = backward(yp, y, cache, w2)
    w1 = w1 - lr * gw1
    b1 = b1 - lr * gb1
    w2 = w2 - lr * gw2
    b2 = b2 - lr * gb2
    if (epoch + 1) % 100 == 0:
        print(f"Epoch {epoch + 1}/500, loss: {loss:.6f}")
