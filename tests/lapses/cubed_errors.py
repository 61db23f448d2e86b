import numpy as np
rng = np.random.default_rng(0)
X = rng.normal(size=(20, 3))
Y = rng.normal(size=(20, 2))
W1 = rng.normal(size=(3, 4)) * 0.5
b1 = np.zeros(4)
W2 = rng.normal(size=(4, 2)) * 0.5
b2 = np.zeros(2)
lam = 0.01
def predict(X):
    return np.tanh(X @ W1 + b1) @ W2 + b2
def loss(X, Y):
    E = predict(X) - Y
    return 0.5 * np.sum(E ** 3) / len(X) + lam * np.sum(W2 ** 2)  # wrong-loss
for i in range(50):
    H = np.tanh(X @ W1 + b1)
    O = H @ W2 + b2
    d2 = (O - Y) / len(X)
    dW2 = H.T @ d2 + 2 * lam * W2
    db2 = d2.sum(axis=0)
    d1 = d2 @ W2.T * (1 - H ** 2)
    dW1 = X.T @ d1
    db1 = d1.sum(axis=0)
    print(i, loss(X, Y))
    W1 -= 0.1 * dW1
    b1 -= 0.1 * db1
    W2 -= 0.1 * dW2
    b2 -= 0.1 * db2
