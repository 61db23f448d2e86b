import numpy as np

np.random.seed(123)
# temperature, humidity, weekend -> rentals (in thousands)
n = 25
temp = np.random.uniform(0, 1, n)
hum = np.random.uniform(0, 1, n)
weekend = (np.random.rand(n) < 0.3).astype(float)
X = np.column_stack([temp, hum, weekend])
y = (1.5 * temp - 0.7 * hum + 0.4 * weekend + 0.1 * np.random.randn(n)).reshape(-1, 1)

h = 8
W1 = np.random.randn(3, h) / np.sqrt(3)
b1 = np.zeros(h)
W2 = np.random.randn(h, 1) / np.sqrt(h)
b2 = np.zeros(1)

lr = 0.1
for it in range(600):
    # forward
    z1 = np.dot(X, W1) + b1
    a1 = np.where(z1 > 0, z1, 0.1 * z1)      # leaky relu
    z2 = np.dot(a1, W2) + b2
    loss = 0.5 * np.mean((z2 - y) ** 2)

    # backward
    dz2 = (z2 - y) / n
    dW2 = 2 * np.dot(a1.T, dz2)
    db2 = np.sum(dz2, axis=0)
    da1 = np.dot(dz2, W2.T)
    dz1 = da1 * np.where(z1 > 0, 1.0, 0.1)
    dW1 = np.dot(X.T, dz1)
    db1 = np.sum(dz1)

    # update parameters
    W1 -= lr * dW1
    b1 -= lr * db1
    W2 -= lr * dW2
    b2 -= lr * db2

    if it % 100 == 0:
        print("iteration", it, "loss", loss)
