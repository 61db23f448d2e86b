# wind turbine power curve, mini-batches with momentum
import numpy as np

np.random.seed(40)
wind = np.random.uniform(2, 16, 48)
power = 1 / (1 + np.exp(-(wind - 8))) + 0.03 * np.random.randn(48)
X = ((wind - 9) / 4).reshape(-1, 1)
Y = power.reshape(-1, 1)

hidden = 6
W1 = np.random.randn(1, hidden)
b1 = np.random.randn(1, hidden)
W2 = np.random.randn(hidden, 1) * 0.3
b2 = np.zeros((1, 1))
vel = [np.zeros_like(w) for w in (W1, b1, W2, b2)]
lr = 0.003
mu = 0.9
batch = 8

for epoch in range(100):
    perm = np.random.permutation(len(X))
    total = 0
    for start in range(0, len(X), batch):
        xb = X[perm[start:start + batch]]
        yb = Y[perm[start:start + batch]]

        a = np.tanh(xb @ W1 + b1)
        pred = a @ W2 + b2
        diff = pred - yb
        total += np.sum(diff ** 2)

        # gradients of this batch
        gW2 = a.T @ diff
        gb2 = diff.sum(axis=0, keepdims=True)
        back = diff @ W2.T * (1 - a ** 2)
        gW1 = xb.T @ back
        gb1 = back.sum(axis=0, keepdims=True)

        for i, g in enumerate([gW1, gb1, gW2, gb2]):
            vel[i] = mu * vel[i] + g
        W1 -= lr * vel[0]
        b1 -= lr * vel[1]
        W2 -= lr * vel[2]
        b2 -= lr * vel[3]

    if epoch % 20 == 0:
        print("epoch", epoch, "mean squared error", total / len(X))
