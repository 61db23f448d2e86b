# Toy house prices: area, age, noise of the street -> price. Standardised by hand.
import numpy as np

data = np.array([
    [ 55, 12, 61, 148.0],
    [ 80,  3, 48, 251.0],
    [ 64, 30, 55, 139.0],
    [120,  8, 70, 334.0],
    [ 95, 41, 52, 190.0],
    [ 73, 17, 44, 187.0],
    [140, 22, 58, 345.0],
    [ 49,  2, 66, 171.0],
    [101,  5, 47, 301.0],
])
data = (data - data.mean(axis=0)) / data.std(axis=0)
X, y = data[:, :3], data[:, 3]
n = X.shape[0]

rs = np.random.RandomState(5)
W = rs.randn(3, 1) * 0.5
b = np.zeros(1)
lr = 0.1

for epoch in range(200):
    out = np.dot(X, W) + b               # predictions
    err = out - y
    loss = np.mean(err ** 2)

    dout = 2 * err / err.size
    dW = np.dot(X.T, dout)
    db = dout.sum()

    W = W - lr * dW
    b = b - lr * db

    if epoch % 40 == 0:
        print(epoch, loss)

print("weights:", np.round(W[:, 0], 3), " loss:", loss)
