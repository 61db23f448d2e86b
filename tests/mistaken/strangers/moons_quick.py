# Quick & dirty binary classifier on two half circles
import numpy as np
np.random.seed(123)

n = 25
ang = np.random.rand(n) * np.pi
upper = np.c_[np.cos(ang), np.sin(ang)]
lower = np.c_[1 - np.cos(ang), 0.4 - np.sin(ang)]
X = np.r_[upper, lower] + np.random.randn(2 * n, 2) * 0.08
T = np.r_[np.zeros((n, 1)), np.ones((n, 1))]

W1 = np.random.randn(2, 8); B1 = np.zeros((1, 8))
W2 = np.random.randn(8, 1); B2 = np.zeros((1, 1))
LR = 1.0

for i in range(500):
    # ---- forward
    H = np.tanh(X @ W1 + B1)
    P = 1 / (1 + np.exp(-(H @ W2 + B2)))
    bce = -np.mean(T * np.log(P) + (1 - T) * np.log(1 - P))
    # ---- output layer
    D = (P - T) / len(X)
    W2 = W2 - LR * (H.T @ D)
    B2 = B2 - LR * D.sum(0, keepdims=True)
    # ---- hidden layer
    D = (D @ W2.T) * (1 - H * H)
    W1 = W1 - LR * (X.T @ D)
    B1 = B1 - LR * D.sum(0, keepdims=True)

    if (i + 1) % 100 == 0:
        acc = np.mean((P > 0.5) == T)
        print("iter {:>4}: bce={:.4f} acc={:.2%}".format(i + 1, bce, acc))
