import numpy as np
rng = np.random.RandomState(0)
m = 4
X = rng.randn(3, m)
Y = rng.randn(2, m)
W1 = rng.randn(4, 3); b1 = np.zeros((4, 1))
W2 = rng.randn(2, 4); b2 = np.zeros((2, 1))
for t in range(60):
    h = np.tanh(W1 @ X + b1)
    o = W2 @ h + b2
    cost = 0.5 * np.sum((o - Y) ** 2) / m
    d2 = (o - Y) / m
    dW2 = d2 @ h.T
    db2 = d2.sum(axis=1, keepdims=True)
    d1 = (W2.T @ d2) * (1 - h * h)
    dW1 = d1 @ X.T
    db1 = d1.sum(axis=1) / m  # shape-grows
    W1 -= 0.05 * dW1
    b1 = b1 - 0.05 * db1
    W2 -= 0.05 * dW2
    b2 = b2 - 0.05 * db2
print(cost)
