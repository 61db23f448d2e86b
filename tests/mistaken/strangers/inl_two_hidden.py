import numpy as np

gen = np.random.default_rng(5)

# 20 houses: area, rooms, age  ->  price (all standardised)
X = gen.normal(size=(20, 3))
price = 0.9 * X[:, :1] + 0.4 * X[:, 1:2] ** 2 - 0.3 * X[:, 2:] + 0.1 * gen.normal(size=(20, 1))

W1 = gen.normal(size=(3, 5)) * np.sqrt(2 / 3)
b1 = np.zeros(5)
W2 = gen.normal(size=(5, 5)) * np.sqrt(2 / 5)
b2 = np.zeros(5)
W3 = gen.normal(size=(5, 1)) * np.sqrt(2 / 5)
b3 = np.zeros(1)

lr = 0.02
for it in range(600):
    Z1 = X @ W1 + b1
    A1 = np.maximum(0, Z1)
    Z2 = A1 @ W2 + b2
    A2 = np.maximum(0, Z2)
    out = A2 @ W3 + b3
    L = np.mean((out - price) ** 2)

    D3 = 2 * (out - price) / len(X)
    D2 = (D3 @ W3.T) * (Z2 > 0)
    D1 = (D2 @ W2.T) * (Z2 > 0)

    gW3 = A2.T @ D3
    gW2 = A1.T @ D2
    gW1 = X.T @ D1
    W3 -= lr * gW3
    b3 -= lr * D3.sum(0)
    W2 -= lr * gW2
    b2 -= lr * D2.sum(0)
    W1 -= lr * gW1
    b1 -= lr * D1.sum(0)
    if it % 100 == 0:
        print("iteration", it, "mse", round(float(L), 5))
