# volgende dagkoers schatten uit de laatste 4 (speelgoed, geen beleggingsadvies!)
import numpy as np

koers = np.array([21.3, 21.9, 21.4, 22.2, 22.8, 22.5, 23.1, 23.9, 23.2, 23.7, 24.4, 24.9, 24.1, 24.6,
                  25.3, 25.0, 25.8, 26.1, 25.5, 26.4, 26.9, 26.2])
rendement = np.diff(koers) / koers[:-1] * 20
VENSTER = 4
X = np.array([rendement[i:i + VENSTER] for i in range(len(rendement) - VENSTER)])
Y = rendement[VENSTER:].reshape(-1, 1)
aantal = len(X)

np.random.seed(31)
W1 = np.random.normal(0, .5, (VENSTER, 5))
b1 = np.random.normal(0, .1, (1, 5))
W2 = np.random.normal(0, .5, (5, 1))
b2 = np.zeros((1, 1))
eta = 0.05

for ronde in range(1, 1001):
    Z1 = X.dot(W1) + b1
    H = np.tanh(Z1)
    O = H.dot(W2) + b2
    J = ((O - Y) ** 2).sum() / aantal
    dO = 2 * (O - Y) / aantal
    dW2 = Z1.T.dot(dO)
    db2 = dO.sum(axis=0, keepdims=True)
    dH = dO.dot(W2.T)
    dZ1 = dH * (1 - H * H)
    dW1 = X.T.dot(dZ1)
    db1 = dZ1.sum(axis=0, keepdims=True)

    W2 = W2 - eta * dW2
    b2 = b2 - eta * db2
    W1 = W1 - eta * dW1
    b1 = b1 - eta * db1
    if ronde % 200 == 0:
        print(ronde, 'J =', J)
