import numpy as np
np.random.seed(123)

X = np.random.randn(50, 4)
Y = (X[:, :1] * X[:, 1:2] + 0.5 * X[:, 2:3]) + 0.1 * np.random.randn(50, 1)

sizes = [4, 7, 5, 1]
W1 = np.random.randn(sizes[0], sizes[1]) * 0.5
b1 = np.zeros((1, sizes[1]))
W2 = np.random.randn(sizes[1], sizes[2]) * 0.5
b2 = np.zeros((1, sizes[2]))
W3 = np.random.randn(sizes[2], sizes[3]) * 0.5
b3 = np.zeros((1, sizes[3]))

for step in range(500):
    A1 = np.tanh(X @ W1 + b1)
    A2 = np.tanh(A1 @ W2 + b2)
    out = A2 @ W3 + b3
    loss = ((out - Y) ** 2).mean()
    if step % 100 == 0:
        print('step', step, 'mse', loss)

    dZ3 = 2 * (out - Y) / Y.size
    dZ2 = dZ3 @ W3.T * (1 - A2 ** 2)
    W3 -= 0.05 * A2.T @ dZ3
    b3 -= 0.05 * dZ3.sum(0, keepdims=True)
    W2 -= 0.05 * A1.T @ dZ2
    b2 -= 0.05 * dZ2.sum(0, keepdims=True)
    dZ1 = dZ2 @ W2.T * (1 - A1 ** 2)
    W1 -= 0.05 * X.T @ dZ1
    b1 -= 0.05 * dZ1.sum(0, keepdims=True)
