# Three-bit parity with a 3-4-4-1 network of logistic neurons
import numpy as np

np.random.seed(2)
inputs = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)], dtype=float)
parity = (inputs.sum(axis=1) % 2).reshape(8, 1)

sigmoid = lambda s: 1 / (1 + np.exp(-s))

W1 = np.random.uniform(-1, 1, (3, 4)); b1 = np.zeros(4)
W2 = np.random.uniform(-1, 1, (4, 4)); b2 = np.zeros(4)
W3 = np.random.uniform(-1, 1, (4, 1)); b3 = np.zeros(1)
eta = 1.0

for epoch in range(4000):
    a1 = sigmoid(inputs @ W1 + b1)
    a2 = sigmoid(a1 @ W2 + b2)
    a3 = sigmoid(a2 @ W3 + b3)
    error = a3 - parity
    sse = (error ** 2).sum() / 2

    delta3 = error * a3 * (1 - a3)
    delta2 = (delta3 @ W3.T) * a2 * (1 - a2)
    delta1 = (delta2 @ W2) * a1 * (1 - a1)

    W3 -= eta * a2.T @ delta3; b3 -= eta * delta3.sum(axis=0)
    W2 -= eta * a1.T @ delta2; b2 -= eta * delta2.sum(axis=0)
    W1 -= eta * inputs.T @ delta1; b1 -= eta * delta1.sum(axis=0)

    if epoch % 1000 == 0:
        print("epoch", epoch, "E =", sse)

print(np.hstack([inputs, parity, a3.round(2)]))
