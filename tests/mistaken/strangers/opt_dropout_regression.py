import numpy as np
np.random.seed(4)

# two hidden layers, dropout after both of them
X = np.random.rand(60, 4) * 2 - 1
Y = (X[:, [0]] * X[:, [1]] + np.cos(X[:, [2]]) - X[:, [3]]) + 0.05 * np.random.randn(60, 1)

W1 = np.random.randn(4, 16) * 0.6
b1 = np.zeros(16)
W2 = np.random.randn(16, 8) * 0.3
b2 = np.zeros(8)
W3 = np.random.randn(8, 1) * 0.3
b3 = np.zeros(1)
DROP = 0.1

def forward_backward(x, y, train):
    n = len(x)
    a1 = np.tanh(x @ W1 + b1)
    m1 = (np.random.rand(*a1.shape) >= DROP) / (1 - DROP) if train else 1.0
    d1 = a1 * m1
    a2 = np.tanh(d1 @ W2 + b2)
    m2 = (np.random.rand(*a2.shape) >= DROP) / (1 - DROP) if train else 1.0
    d2 = a2 * m2
    out = d2 @ W3 + b3
    loss = 0.5 * np.sum((out - y) ** 2) / n

    g3 = (out - y) / n
    gW3, gb3 = d2.T @ g3, g3.sum(0)
    g2 = (g3 @ W3.T) * m2 * (1 - a2 ** 2)
    gW2, gb2 = d1.T @ g2, g2.sum(0)
    g1 = (g2 @ W2.T) * (1 - a1 ** 2)
    gW1, gb1 = x.T @ g1, g1.sum(0)
    return loss, [gW1, gb1, gW2, gb2, gW3, gb3]

lr = 0.2
for epoch in range(60):
    ids = np.random.permutation(60)
    for k in range(0, 60, 20):
        b = ids[k:k + 20]
        loss, grads = forward_backward(X[b], Y[b], True)
        for p, g in zip([W1, b1, W2, b2, W3, b3], grads):
            p -= lr * g
    lr *= 0.99
    if epoch % 10 == 0:
        print("epoch", epoch, "loss without dropout:", forward_backward(X, Y, False)[0])
