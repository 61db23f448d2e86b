"""Binary classification with functions; the loss is reported per sample."""
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def relu(z):
    return z * (z > 0)


def forward(X, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = relu(Z1)
    P = sigmoid(A1 @ W2 + b2)
    return Z1, A1, P


def log_loss(P, y):
    """mean over the batch"""
    P = np.clip(P, 1e-9, 1 - 1e-9)
    return np.mean(-y * np.log(P) - (1 - y) * np.log(1 - P))


def gradients(X, y, Z1, A1, P, W2):
    dZ2 = P - y
    dW2 = A1.T @ dZ2
    db2 = dZ2.sum(axis=0)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


def train(X, y, hidden=7, epochs=400, lr=0.005, seed=4):
    rng = np.random.default_rng(seed)
    W1 = rng.normal(size=(X.shape[1], hidden))
    b1 = rng.normal(size=hidden) * 0.1
    W2 = rng.normal(size=(hidden, 1))
    b2 = np.zeros(1)
    for epoch in range(epochs):
        Z1, A1, P = forward(X, W1, b1, W2, b2)
        dW1, db1, dW2, db2 = gradients(X, y, Z1, A1, P, W2)
        W1 -= lr * dW1
        b1 -= lr * db1
        W2 -= lr * dW2
        b2 -= lr * db2
        if epoch % 50 == 0:
            print("epoch", epoch, "loss", log_loss(P, y))
    return W1, b1, W2, b2


if __name__ == "__main__":
    rng = np.random.default_rng(40)
    X = rng.normal(size=(39, 3))
    y = (X @ np.array([[1.0], [-2.0], [0.5]]) + 0.3 > 0).astype(float)
    parameters = train(X, y)
    P = forward(X, *parameters)[-1]
    print("accuracy", np.mean((P > 0.5) == y))
