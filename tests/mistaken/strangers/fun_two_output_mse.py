# Assignment 2: backpropagation for a 3-5-2 network, batch gradient descent
import numpy as np

def load_data():
    rng = np.random.RandomState(100)
    X = rng.randn(20, 3)
    T = np.zeros((20, 2))
    T[:, 0] = 1 / (1 + np.exp(-(X[:, 0] - X[:, 1])))
    T[:, 1] = 0.5 + 0.3 * np.sin(X[:, 2])
    return X, T

def act(z):
    return 1 / (1 + np.exp(-z))

def loss_and_grads(Wh, bh, Wo, bo, X, T):
    N = X.shape[0]
    # forward
    H = act(X @ Wh + bh)
    O = act(H @ Wo + bo)
    # loss = (1/N) sum_n sum_k (o - t)^2  +  lambda (|Wh|^2 + |Wo|^2)
    lam = 0.01
    loss = np.sum((O - T) ** 2) / N + lam * (np.sum(Wh ** 2) + np.sum(Wo ** 2))
    # backward
    dO = 2 / N * (O - T) * T * (1 - T)
    dWo = H.T @ dO + lam * Wo
    dbo = np.sum(dO, axis=0)
    dH = dO @ Wo.T * H * (1 - H)
    dWh = X.T @ dH + 2 * lam * Wh
    dbh = np.sum(dH, axis=0)
    return loss, (dWh, dbh, dWo, dbo)

X, T = load_data()
r = np.random.RandomState(7)
Wh, bh = r.randn(3, 5), np.zeros(5)
Wo, bo = r.randn(5, 2), np.zeros(2)

def train(epochs, lr):
    global Wh, bh, Wo, bo
    for ep in range(epochs):
        loss, (dWh, dbh, dWo, dbo) = loss_and_grads(Wh, bh, Wo, bo, X, T)
        Wh -= lr * dWh
        bh -= lr * dbh
        Wo -= lr * dWo
        bo -= lr * dbo
        if ep % 200 == 0:
            print("epoch {:4d}: loss {:.5f}".format(ep, loss))

train(1000, 0.5)
