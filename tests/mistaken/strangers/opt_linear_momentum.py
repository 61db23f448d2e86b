import numpy as np

# Why are my weights suddenly a matrix? linear regression with momentum
np.random.seed(45)
m = 20
size = np.random.uniform(0.4, 2.0, m)
bedrooms = np.random.randint(1, 5, m) / 4
X = np.stack([size, bedrooms], axis=1)
y = 1.1 * size + 0.4 * bedrooms + 0.2 + 0.05 * np.random.randn(m)

w = np.random.randn(2, 1)
b = np.zeros((1, 1))
vw, vb = np.zeros((2, 1)), np.zeros((1, 1))
lr, gamma = 0.05, 0.8

for i in range(300):
    pred = X @ w + b
    err = pred - y
    cost = np.mean(err ** 2)

    dw = 2 * X.T @ err / m
    db = 2 * err.sum(axis=0, keepdims=True) / m

    vw = gamma * vw + lr * dw
    vb = gamma * vb + lr * db
    w = w - vw
    b = b - vb
    if i % 50 == 0:
        print(i, cost, w.shape)
