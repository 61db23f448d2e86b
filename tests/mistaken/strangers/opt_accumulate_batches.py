import numpy as np
import random

random.seed(11)
np.random.seed(11)

data = [(np.random.uniform(-1, 1, 2), None) for _ in range(40)]
data = [(x, np.array([x[0] * x[1], x[0] - x[1]]) + 0.02 * np.random.randn(2)) for x, _ in data]

W1 = np.random.randn(5, 2) * 0.7
b1 = np.zeros(5)
W2 = np.random.randn(2, 5) * 0.7
b2 = np.zeros(2)
lr = 0.05
batch_size = 8

for epoch in range(20):
    random.shuffle(data)
    gW1, gb1 = np.zeros_like(W1), np.zeros_like(b1)
    gW2, gb2 = np.zeros_like(W2), np.zeros_like(b2)
    epoch_loss = 0
    for s in range(0, len(data), batch_size):
        batch = data[s:s + batch_size]
        batch_loss = 0
        for x, y in batch:
            h = np.tanh(W1 @ x + b1)
            e = W2 @ h + b2 - y
            batch_loss += e @ e / len(batch)
            d2 = 2 * e / len(batch)
            d1 = (W2.T @ d2) * (1 - h * h)
            gW2 += np.outer(d2, h)
            gb2 += d2
            gW1 += np.outer(d1, x)
            gb1 += d1
        W1 -= lr * gW1
        b1 -= lr * gb1
        W2 -= lr * gW2
        b2 -= lr * gb2
        epoch_loss += batch_loss
    print("epoch", epoch, "loss", epoch_loss / (len(data) / batch_size))
