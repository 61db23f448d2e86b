# Three layers, samples are the COLUMNS (like in the course)
import numpy as np
np.random.seed(5)

m = 30
X = np.random.uniform(-1, 1, (2, m))
Y = np.sin(2 * X[0:1]) * X[1:2] + 0.05 * np.random.randn(1, m)

W1 = np.random.randn(4, 2) * 0.7
b1 = np.zeros((4, 1))
W2 = np.random.randn(4, 4) * 0.5
b2 = np.zeros((4, 1))
W3 = np.random.randn(1, 4) * 0.5
b3 = np.zeros((1, 1))
alpha = 0.1

for i in range(1500):
    # forward
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = np.tanh(Z2)
    A3 = W3 @ A2 + b3

    J = np.sum((A3 - Y) ** 2) / (2 * m)

    # backward
    dZ3 = (A3 - Y) / m
    dW3 = dZ3 @ A2.T
    db3 = np.sum(dZ3, axis=1, keepdims=True)
    dZ2 = (W3.T @ dZ3) * (1 - A2 ** 2)
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = (W2 @ dZ2) * (1 - A1 ** 2)
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1, axis=1, keepdims=True)

    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2
    W3 = W3 - alpha * dW3
    b3 = b3 - alpha * db3
    if i % 250 == 0:
        print('Cost after iteration', i, J)
