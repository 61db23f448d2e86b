"""Fit one period of a sine with a small tanh network (lesson 12)."""
import numpy as np

np.random.seed(42)
x = np.linspace(-1, 1, 25).reshape(-1, 1)
y = np.sin(np.pi * x) + 0.05 * np.random.randn(25, 1)

H = 8
w1 = np.random.randn(1, H)
b1 = np.zeros((1, H))
w2 = np.random.randn(H, 1) / np.sqrt(H)
b2 = np.zeros((1, 1))
learning_rate = 0.1
m = x.shape[0]

for epoch in range(2001):
    # hidden layer: tanh, output: linear
    z = x @ w1 + b1
    a = np.tanh(z)
    yhat = a @ w2 + b2

    cost = np.sum((yhat - y) ** 2) / (2 * m)

    dyhat = (yhat - y) / m
    dw2 = a.T @ dyhat
    db2 = np.sum(dyhat, axis=0, keepdims=True)
    da = dyhat @ w2.T
    dz = da * a * (1 - a)
    dw1 = x.T @ dz
    db1 = np.sum(dz, axis=0, keepdims=True)

    w1 -= learning_rate * dw1
    b1 -= learning_rate * db1
    w2 -= learning_rate * dw2
    b2 -= learning_rate * db2

    if epoch % 400 == 0:
        print(epoch, cost)
