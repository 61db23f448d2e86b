# one hidden layer with inverted dropout + momentum
import numpy as np

np.random.seed(19)
X = np.random.randn(64, 5)
y = ((X[:, 0] + X[:, 1] * X[:, 2]) > 0).astype(float)[:, None]

keep_prob = 0.8
W1, b1 = np.random.randn(5, 20) * 0.4, np.zeros(20)
W2, b2 = np.random.randn(20, 1) * 0.2, np.zeros(1)
vW1, vb1, vW2, vb2 = 0, 0, 0, 0
lr, mom = 0.1, 0.9

for epoch in range(300):
    # forward, with dropout on the hidden layer
    h = np.tanh(X @ W1 + b1)
    mask = (np.random.rand(*h.shape) < keep_prob) / keep_prob
    hd = h * mask
    p = 1 / (1 + np.exp(-(hd @ W2 + b2)))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    # backward
    dz2 = (p - y) / len(X)
    dW2 = hd.T @ dz2
    db2 = dz2.sum(axis=0)
    dh = dz2 @ W2.T * mask
    dz1 = dh * (1 - h ** 2)
    dW1 = X.T @ dz1
    db1 = dz1.sum(axis=0)

    # momentum
    vW1 = mom * vW1 - lr * dW1
    vb1 = mom * vb1 - lr * db1
    vW2 = mom * vW2 - lr * dW2
    vb2 = mom * vb2 - lr * db2
    W1 += vW1
    b1 += vb1
    W2 += vW2
    b2 += vb2

    if epoch % 60 == 0:
        print("epoch", epoch, "loss (with dropout)", loss)

# test time: no dropout
p = 1 / (1 + np.exp(-(np.tanh(X @ W1 + b1) @ W2 + b2)))
print("accuracy", np.mean((p > 0.5) == y))
