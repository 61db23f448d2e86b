import numpy as np

# Autoencoder com pesos compartilhados: o decodificador usa W transposta.
# Aula pratica, 6 variaveis -> 2 -> 6

def codifica(X, W, b):
    return np.tanh(X @ W + b)

def decodifica(H, W, c):
    return H @ W.T + c

def erro(R, X):
    return np.mean(np.sum((R - X) ** 2, axis=1))

def gradientes(X, H, R, W):
    n = X.shape[0]
    dR = 2 * (R - X) / n
    dc = np.sum(dR, axis=0)
    dW = dR.T @ H                       # parte do decodificador
    dH = dR @ W
    dA = dH * (1 - H * H)
    dW += X.T @ dA                      # parte do codificador
    db = np.sum(dA, axis=0)
    return dW, db, dc

np.random.seed(55)
fonte = np.random.randn(30, 2)
X = fonte @ np.random.randn(2, 6) * 0.5 + 0.1 * np.random.randn(30, 6)

W = np.random.randn(6, 2) * 0.3
b = np.zeros(2)
c = np.zeros(6)
eta = 0.05
for epoca in range(600):
    H = codifica(X, W, b)
    R = decodifica(H, W, c)
    L = erro(R, X)
    dW, db, dc = gradientes(X, H, R, W)
    W -= eta * dW
    b -= eta * db
    c -= eta * dc
    if epoca % 100 == 0:
        print("epoca {:4d}  erro {:.5f}".format(epoca, L))
