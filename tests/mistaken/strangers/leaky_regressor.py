# Leaky ReLU regression. Blog post: "Dying neurons and how to save them"
import numpy as np

SLOPE = 0.1


def leaky_relu(z):
    return np.where(z > 0, z, SLOPE * z)


def leaky_relu_derivative(z):
    return np.where(z > 0, 1.0, 0.0)


def feed_forward(X, W1, b1, W2, b2):
    z1 = np.matmul(X, W1) + b1
    a1 = leaky_relu(z1)
    z2 = np.matmul(a1, W2) + b2
    return z1, a1, z2


def mse(prediction, target):
    return np.mean(np.square(prediction - target))


def backprop(X, y, z1, a1, z2, W2):
    batch = X.shape[0]
    dz2 = 2 * (z2 - y) / batch
    dW2 = np.matmul(a1.T, dz2)
    db2 = np.sum(dz2, axis=0)
    dz1 = np.matmul(dz2, W2.T) * leaky_relu_derivative(z1)
    dW1 = np.matmul(X.T, dz1)
    db1 = np.sum(dz1, axis=0)
    return dW1, db1, dW2, db2


def fit(X, y, hidden=9, epochs=60, batch_size=8, lr=0.05, seed=0):
    rng = np.random.default_rng(seed)
    W1 = rng.normal(0, np.sqrt(2 / X.shape[1]), (X.shape[1], hidden))
    b1 = rng.normal(0, 0.1, hidden)
    W2 = rng.normal(0, np.sqrt(2 / hidden), (hidden, 1))
    b2 = np.zeros(1)
    for epoch in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            idx = order[start:start + batch_size]
            xb, yb = X[idx], y[idx]
            z1, a1, z2 = feed_forward(xb, W1, b1, W2, b2)
            dW1, db1, dW2, db2 = backprop(xb, yb, z1, a1, z2, W2)
            W1 -= lr * dW1
            b1 -= lr * db1
            W2 -= lr * dW2
            b2 -= lr * db2
        if epoch % 10 == 0:
            print(f"epoch {epoch:3d}  mse {mse(feed_forward(X, W1, b1, W2, b2)[-1], y):.5f}")
    return W1, b1, W2, b2


rng = np.random.default_rng(99)
inputs = rng.uniform(-1, 1, (50, 3))
outputs = (inputs[:, :1] * 2 - inputs[:, 1:2] * inputs[:, 2:3])
weights = fit(inputs, outputs)
print("final mse:", mse(feed_forward(inputs, *weights)[-1], outputs))
