import numpy as np


def initialise(n_inputs, n_hidden, n_outputs):
    """Small random weights, zero-ish biases."""
    W1 = np.random.randn(n_inputs, n_hidden) * 0.4
    b1 = np.random.randn(n_hidden) * 0.1
    W2 = np.random.randn(n_hidden, n_outputs) * 0.4
    b2 = np.random.randn(n_outputs) * 0.1
    return W1, b1, W2, b2


def predict(X, W1, b1, W2, b2):
    h = np.tanh(X.dot(W1) + b1)
    return h, h.dot(W2) + b2


def compute_loss(X, T, W1, b1, W2, b2, decay):
    _, out = predict(X, W1, b1, W2, b2)
    mse = np.mean((out - T) ** 2)
    penalty = decay * (np.sum(W1 ** 2) + np.sum(W2 ** 2))
    return mse + penalty


def compute_gradients(X, T, W1, b1, W2, b2, decay):
    h, out = predict(X, W1, b1, W2, b2)
    d_out = 2.0 * (out - T) / out.size
    gW2 = h.T.dot(d_out)
    gb2 = d_out.sum(axis=0)
    d_h = d_out.dot(W2.T) * (1.0 - h * h)
    gW1 = X.T.dot(d_h)
    gb1 = d_h.sum(axis=0)
    # weight decay acts on the weights only
    gW1 += 2 * decay * W1
    gW2 += decay * W2
    return gW1, gb1, gW2, gb2


def train(X, T, n_hidden=6, steps=800, rate=0.1, decay=1e-2):
    W1, b1, W2, b2 = initialise(X.shape[1], n_hidden, T.shape[1])
    for step in range(steps):
        gW1, gb1, gW2, gb2 = compute_gradients(X, T, W1, b1, W2, b2, decay)
        W1 -= rate * gW1
        b1 -= rate * gb1
        W2 -= rate * gW2
        b2 -= rate * gb2
        if step % 100 == 0:
            print(step, compute_loss(X, T, W1, b1, W2, b2, decay))
    return W1, b1, W2, b2


if __name__ == "__main__":
    np.random.seed(11)
    X = np.random.rand(21, 3) * 2 - 1
    T = np.column_stack([X[:, 0] * X[:, 1], np.cos(X[:, 2])])
    theta = train(X, T)
    print("final loss:", compute_loss(X, T, *theta, 1e-2))
