import numpy as np

def batches(X, T, size):
    perm = np.random.permutation(len(X))
    for i in range(0, len(X), size):
        yield X[perm[i:i + size]], T[perm[i:i + size]]

def rmsprop(param, grad, cache, lr, rho=0.9):
    cache = rho * cache + (1 - rho) * grad ** 2
    return param - lr * grad / (np.sqrt(cache) + 1e-8), cache

np.random.seed(66)
X = np.random.uniform(-1, 1, (24, 2))
T = (X[:, :1] + X[:, 1:]) ** 2

W1 = np.random.randn(2, 5); b1 = np.zeros((1, 5))
W2 = np.random.randn(5, 1); b2 = np.zeros((1, 1))
cW1 = np.zeros((2, 5)); cb1 = np.zeros((1, 5))
cW2 = np.zeros((5, 1)); cb2 = np.zeros((1, 1))

for epoch in range(100):
    total = 0
    for xb, tb in batches(X, T, 6):
        h = np.tanh(xb @ W1 + b1)
        y = h @ W2 + b2
        total += 0.5 * np.sum((y - tb) ** 2)

        e = y - tb
        dW2 = h.T @ e
        db2 = np.sum(e, axis=0, keepdims=True)
        dh = (e @ W2.T) * (1 - h ** 2)
        dW1 = xb.T @ dh
        db1 = dh

        W1, cW1 = rmsprop(W1, dW1, cW1, 0.01)
        b1, cb1 = rmsprop(b1, db1, cb1, 0.01)
        W2, cW2 = rmsprop(W2, dW2, cW2, 0.01)
        b2, cb2 = rmsprop(b2, db2, cb2, 0.01)
    if epoch % 20 == 0:
        print("epoch", epoch, "sum of squares", total)
