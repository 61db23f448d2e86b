"""Elastic net for a two-layer regression network: l1 on the first matrix, l2 on the second."""
import numpy as np

def init(seed, d, h):
    r = np.random.RandomState(seed)
    return r.randn(d, h) * 0.5, np.zeros((1, h)), r.randn(h, 1) * 0.5, np.zeros((1, 1))

def forward_pass(X, theta):
    W1, b1, W2, b2 = theta
    Z1 = X @ W1 + b1
    A1 = np.log1p(np.exp(Z1))              # softplus
    return Z1, A1, A1 @ W2 + b2

def compute_cost(out, Y, theta, l1, l2):
    W1, b1, W2, b2 = theta
    fit = np.mean((out - Y) ** 2)
    return fit + l1 * np.abs(W1).sum() + l2 * (W2 ** 2).sum()

def backward_pass(X, Y, Z1, A1, out, theta, l1, l2):
    W1, b1, W2, b2 = theta
    n = Y.shape[0]
    dout = 2.0 * (out - Y) / n
    gW2 = A1.T @ dout + 2 * l2 * W2
    gb2 = np.sum(dout, axis=0, keepdims=True)
    dZ1 = dout @ W2.T / (1 + np.exp(-Z1))
    gW1 = X.T @ dZ1
    gb1 = np.sum(dZ1, axis=0, keepdims=True)
    return gW1, gb1, gW2, gb2

def main():
    r = np.random.RandomState(0)
    X = r.randn(70, 5)
    Y = X[:, :1] - 2 * np.abs(X[:, 1:2]) + 0.1 * r.randn(70, 1)
    theta = init(1, 5, 6)
    l1, l2, lr = 0.01, 0.005, 0.05
    for k in range(251):
        Z1, A1, out = forward_pass(X, theta)
        cost = compute_cost(out, Y, theta, l1, l2)
        grads = backward_pass(X, Y, Z1, A1, out, theta, l1, l2)
        theta = tuple(t - lr * g for t, g in zip(theta, grads))
        if k % 50 == 0:
            zeros = int((np.abs(theta[0]) < 1e-2).sum())
            print(f"k={k} cost={cost:.4f} small weights: {zeros}")

main()
