"""Homework 3: train a network to add two numbers (sort of)."""
import numpy as np


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


def dsigmoid(s):
    """derivative of the sigmoid, given its output s"""
    return s * (1 - s)


def loss_fn(y_pred, y_true):
    return 0.5 * np.sum((y_pred - y_true) ** 2) / len(y_true)


def model(X, W_hidden, b_hidden, W_final, b_final):
    hidden = sigmoid(X @ W_hidden + b_hidden)
    final = hidden @ W_final + b_final
    return hidden, final


def train_step(X, y, W_hidden, b_hidden, W_final, b_final, lr):
    hidden, final = model(X, W_hidden, b_hidden, W_final, b_final)
    loss = loss_fn(final, y)

    # output layer
    d_final = (final - y) / len(y)
    W_final = W_final - lr * (hidden.T @ d_final)
    b_final = b_final - lr * d_final.sum(axis=0)

    # hidden layer
    d_hidden = (d_final @ W_final.T) * dsigmoid(hidden)
    W_hidden = W_hidden - lr * (X.T @ d_hidden)
    b_hidden = b_hidden - lr * d_hidden.sum(axis=0)

    return W_hidden, b_hidden, W_final, b_final, loss


def main():
    np.random.seed(0)
    X = np.random.random((40, 2))
    y = X.sum(axis=1, keepdims=True)

    W_hidden = np.random.standard_normal((2, 4))
    b_hidden = np.random.standard_normal(4)
    W_final = np.random.standard_normal((4, 1))
    b_final = np.random.standard_normal(1)

    for epoch in range(2000):
        W_hidden, b_hidden, W_final, b_final, loss = train_step(
            X, y, W_hidden, b_hidden, W_final, b_final, lr=0.3)
        if epoch % 250 == 0:
            print("epoch", epoch, "loss", loss)

    test = np.array([[0.2, 0.3], [0.9, 0.05]])
    _, result = model(test, W_hidden, b_hidden, W_final, b_final)
    print("0.2 + 0.3  =", result[0, 0])
    print("0.9 + 0.05 =", result[1, 0])


if __name__ == "__main__":
    main()
