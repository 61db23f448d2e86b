# How many bikes will be rented? Mini-batches of 16, one hidden layer.
import numpy as np

np.random.seed(90)
n, batch = 96, 16
weather = np.random.uniform(-1, 1, size=(n, 3))
bikes = 2 + weather[:, 0] - 0.5 * weather[:, 1] ** 2 + weather[:, 0] * weather[:, 2]   # shape (n,)

W1 = np.random.randn(3, 6) * 0.7
b1 = np.zeros(6)
W2 = np.random.randn(6, 1) * 0.7
b2 = np.zeros(1)
lr = 0.05

for epoch in range(60):
    perm = np.random.permutation(n)
    losses = []
    for start in range(0, n, batch):
        rows = perm[start:start + batch]
        xb, yb = weather[rows], bikes[rows]
        h = np.tanh(xb @ W1 + b1)
        pred = h @ W2 + b2
        loss = ((pred - yb) ** 2).mean()
        losses.append(loss)
        dpred = 2 * (pred - yb.reshape(-1, 1)) / batch
        dW2 = h.T @ dpred
        db2 = dpred.sum(axis=0)
        dz = (dpred @ W2.T) * (1 - h ** 2)
        dW1 = xb.T @ dz
        db1 = dz.sum(axis=0)
        W2 -= lr * dW2
        b2 -= lr * db2
        W1 -= lr * dW1
        b1 -= lr * db1
    if epoch % 10 == 0:
        print("epoch", epoch, "average loss", sum(losses) / len(losses))
