# Kaggle: predict survival from three columns (synthetic here)
import numpy as np

np.random.seed(15)
data = np.random.randn(64, 3)
survived = (data[:, [0]] - data[:, [2]] > 0.2) * 1.0
train_x, test_x = data[:48], data[48:]
train_y, test_y = survived[:48], survived[48:]

sigmoid = lambda v: 1 / (1 + np.exp(-v))
W1 = np.random.randn(3, 5)
b1 = np.zeros((1, 5))
W2 = np.random.randn(5, 1)
b2 = np.zeros((1, 1))
for epoch in range(300):
    a1 = sigmoid(train_x @ W1 + b1)
    a2 = sigmoid(a1 @ W2 + b2)
    cost = np.mean((a2 - train_y) ** 2)
    d2 = 2 * (a2 - train_y) / len(train_y)
    dW2 = a1.T @ d2
    db2 = d2.sum(axis=0, keepdims=True)
    d1 = (d2 @ W2.T) * a1 * (1 - a1)
    dW1 = train_x.T @ d1
    db1 = np.sum(d1)
    W1 -= 0.5 * dW1
    b1 -= 0.5 * db1
    W2 -= 0.5 * dW2
    b2 -= 0.5 * db2
    if epoch % 100 == 0:
        test = sigmoid(sigmoid(test_x @ W1 + b1) @ W2 + b2)
        print(epoch, cost, "test accuracy", np.mean((test > .5) == test_y))
