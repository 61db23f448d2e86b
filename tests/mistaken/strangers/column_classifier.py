# Spam or ham? One loop, samples are columns, features are word counts.
import numpy as np

np.random.seed(6)

n_words = 5
n_mails = 40
spam = (np.random.rand(1, n_mails) > 0.5).astype(float)
counts = np.random.poisson(1.0, (n_words, n_mails)) + spam * np.array([[2], [1], [0], [0], [-1]])
counts = counts / 3.0

H = 6
W1 = np.random.randn(H, n_words) * 0.5
b1 = np.random.randn(H, 1) * 0.1
W2 = np.random.randn(1, H) * 0.5
b2 = np.random.randn(1, 1) * 0.1
alpha = 0.1
costs = []

for i in range(900):
    # forward propagation
    Z1 = W1 @ counts + b1
    A1 = np.maximum(Z1, 0)
    Z2 = W2 @ A1 + b2
    A2 = 1 / (1 + np.exp(-Z2))

    # cost; the clip avoids log(0)
    A2_safe = np.clip(A2, 1e-10, 1 - 1e-10)
    cost = -np.mean(spam * np.log(A2_safe) + (1 - spam) * np.log(1 - A2_safe))
    costs.append(cost)

    # backward propagation
    dZ2 = (A2 - spam) / n_mails
    dW2 = dZ2 @ A1.T
    db2 = np.sum(dZ2)
    dA1 = W2.T @ dZ2
    dZ1 = np.where(Z1 > 0, dA1, 0)
    dW1 = dZ1 @ counts.T
    db1 = np.sum(dZ1)

    # parameters
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2
    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1

    if i % 100 == 0:
        print(i, cost)

print("classified correctly:", int(np.sum((A2 > 0.5) == (spam == 1))), "of", n_mails)
