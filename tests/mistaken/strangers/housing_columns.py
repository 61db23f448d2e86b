# House prices with one hidden layer. Examples are COLUMNS here: X is (features, m).
import numpy as np

np.random.seed(42)
m = 60
X = np.random.rand(4, m) * 2 - 1
price = (2.0 * X[0:1] - X[1:2] ** 2 + 0.5 * X[2:3] * X[3:4]) + 0.05 * np.random.randn(1, m)

n_h = 7
W1 = np.random.randn(n_h, 4) * np.sqrt(2 / 4)
b1 = np.zeros((n_h, 1))
W2 = np.random.randn(1, n_h) * np.sqrt(2 / n_h)
b2 = np.zeros((1, 1))
alpha = 0.05

for epoch in range(400):
    # forward
    Z1 = W1 @ X + b1
    A1 = np.maximum(Z1, 0)
    Yhat = W2 @ A1 + b2
    cost = np.sum((Yhat - price) ** 2) / (2 * m)

    # backward
    dY = (Yhat - price) / m
    dW2 = dY @ A1.T
    db2 = dY.sum(axis=1, keepdims=True)
    dZ1 = (W2.T @ dY) * (Z1 > 0)
    dW1 = dZ1 @ X.T
    db1 = np.sum(dZ1)

    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2

    if epoch % 100 == 0:
        print("epoch", epoch, "cost", round(float(cost), 5))

print("final cost", cost)
