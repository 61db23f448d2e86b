import numpy as np
np.random.seed(7)

def sig(x):
    return 1.0 / (1.0 + np.exp(-x))

# XOR truth table
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
T = np.array([[0], [1], [1], [0]], dtype=float)

W1 = np.random.randn(2, 3)
b1 = np.zeros((1, 3))
W2 = np.random.randn(3, 1)
b2 = np.zeros((1, 1))
lr = 0.5

for i in range(3000):
    # forward
    hid = sig(X.dot(W1) + b1)
    out = sig(hid.dot(W2) + b2)
    loss = 0.5 * np.sum((out - T) ** 2)

    # backward
    delta_out = out - T
    delta_hid = delta_out.dot(W2.T) * hid * (1 - hid)

    # update
    W2 -= lr * hid.T.dot(delta_out)
    b2 -= lr * delta_out.sum(axis=0, keepdims=True)
    W1 -= lr * X.T.dot(delta_hid)
    b1 -= lr * delta_hid.sum(axis=0, keepdims=True)

    if i % 500 == 0:
        print(i, loss)

print(out.round(3))
