"""Regression with the Huber loss: outliers pull with a constant force only."""
import numpy as np


def softplus(z):
    return np.log(1 + np.exp(z))


def softplus_prime(z):
    return 1 / (1 + np.exp(-z))


def huber(pred, Y, delta):
    r = pred - Y
    quad = 0.5 * r ** 2
    lin = delta * (np.abs(r) - 0.5 * delta)
    return np.mean(np.where(np.abs(r) <= delta, quad, lin))


def forward(X, W1, b1, W2, b2, W3, b3):
    Z1 = X.dot(W1) + b1
    A1 = softplus(Z1)
    Z2 = A1.dot(W2) + b2
    A2 = np.tanh(Z2)
    pred = A2.dot(W3) + b3
    return Z1, A1, Z2, A2, pred


def backward(X, Y, Z1, A1, Z2, A2, pred, W2, W3, delta):
    n = X.shape[0]
    d3 = np.clip(pred - Y, -delta, delta) / n
    dW3 = A2.T.dot(d3)
    db3 = np.sum(d3, axis=0)
    d2 = d3.dot(W3.T) * (1 - np.tanh(Z2) ** 2)
    dW2 = A1.T.dot(d2)
    db2 = np.sum(d2, axis=0)
    d1 = d2.dot(W2.T) * softplus_prime(A1)
    dW1 = X.T.dot(d1)
    db1 = np.sum(d1, axis=0)
    return dW1, db1, dW2, db2, dW3, db3


def make_data(seed):
    rs = np.random.RandomState(seed)
    X = rs.uniform(-2, 2, (50, 3))
    Y = (np.sin(X[:, 0]) + X[:, 1] * X[:, 2]).reshape(-1, 1)
    Y[::9] += 6.0  # outliers
    return X, Y


def main():
    X, Y = make_data(3)
    rs = np.random.RandomState(4)
    W1, b1 = rs.randn(3, 6) * 0.5, rs.randn(6) * 0.1
    W2, b2 = rs.randn(6, 4) * 0.5, rs.randn(4) * 0.1
    W3, b3 = rs.randn(4, 1) * 0.5, rs.randn(1) * 0.1
    rate, delta = 0.1, 1.0
    for it in range(300):
        Z1, A1, Z2, A2, pred = forward(X, W1, b1, W2, b2, W3, b3)
        cost = huber(pred, Y, delta)
        dW1, db1, dW2, db2, dW3, db3 = backward(X, Y, Z1, A1, Z2, A2, pred, W2, W3, delta)
        W1 = W1 - rate * dW1
        b1 = b1 - rate * db1
        W2 = W2 - rate * dW2
        b2 = b2 - rate * db2
        W3 = W3 - rate * dW3
        b3 = b3 - rate * db3
        if it % 100 == 0:
            print("iteration %d: cost %.5f" % (it, cost))
    print("final cost", cost)


if __name__ == "__main__":
    main()
