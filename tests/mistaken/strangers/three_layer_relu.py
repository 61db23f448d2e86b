"""
A three-layer classifier in plain NumPy.

Architecture: input(4) -> relu(10) -> relu(10) -> softmax(3)
"""
import numpy as np


def make_data(n=60, seed=1):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 4))
    score = np.stack([X[:, 0] + X[:, 1], X[:, 2] ** 2, -X[:, 3]], axis=1)
    labels = np.argmax(score, axis=1)
    return X, np.eye(3)[labels], labels


def init_params(seed=2):
    rng = np.random.default_rng(seed)
    W1 = rng.normal(size=(4, 10)) * np.sqrt(2 / 4)
    b1 = np.full((1, 10), 0.01)
    W2 = rng.normal(size=(10, 10)) * np.sqrt(2 / 10)
    b2 = np.full((1, 10), 0.01)
    W3 = rng.normal(size=(10, 3)) * np.sqrt(2 / 10)
    b3 = np.zeros((1, 3))
    return W1, b1, W2, b2, W3, b3


def relu(z):
    return np.maximum(0, z)


def relu_prime(z):
    return (z > 0).astype(float)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def forward(X, W1, b1, W2, b2, W3, b3):
    Z1 = X @ W1 + b1
    A1 = relu(Z1)
    Z2 = A1 @ W2 + b2
    A2 = relu(Z2)
    Z3 = A2 @ W3 + b3
    A3 = softmax(Z3)
    return Z1, A1, Z2, A2, Z3, A3


def cross_entropy(A3, Y):
    return -np.mean(np.sum(Y * np.log(A3 + 1e-9), axis=1))


def backward(X, Y, Z1, A1, Z2, A2, A3, W2, W3):
    m = X.shape[0]
    dZ3 = (A3 - Y) / m
    dW3 = A2.T @ dZ3
    db3 = dZ3.sum(axis=0, keepdims=True)
    dZ2 = (dZ3 @ W3.T) * relu_prime(Z2)
    dW2 = A1.T @ dZ2
    db2 = dZ2.sum(axis=0, keepdims=True)
    dZ1 = (dZ2 @ W2.T) * relu_prime(Z2)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0, keepdims=True)
    return dW1, db1, dW2, db2, dW3, db3


def main():
    X, Y, labels = make_data()
    params = init_params()
    lr = 0.2
    for epoch in range(500):
        Z1, A1, Z2, A2, Z3, A3 = forward(X, *params)
        if epoch % 100 == 0:
            acc = np.mean(np.argmax(A3, axis=1) == labels)
            print(f"epoch {epoch}: loss {cross_entropy(A3, Y):.4f}, accuracy {acc:.2f}")
        W1, b1, W2, b2, W3, b3 = params
        grads = backward(X, Y, Z1, A1, Z2, A2, A3, W2, W3)
        params = tuple(p - lr * g for p, g in zip(params, grads))
    print("final accuracy", np.mean(np.argmax(forward(X, *params)[-1], axis=1) == labels))


if __name__ == "__main__":
    main()
