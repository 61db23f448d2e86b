import numpy as np

# one hidden layer with weight decay, to see how the weights shrink
np.random.seed(0)
N, D, H, K = 25, 4, 6, 2
X = np.random.randn(N, D)
A = np.random.randn(D, K)
Y = np.sin(X @ A) + 0.1 * np.random.randn(N, K)

W1, b1 = np.random.randn(D, H) * 0.4, np.zeros((1, H))
W2, b2 = np.random.randn(H, K) * 0.4, np.zeros((1, K))
lam = 0.02
lr = 0.2

for k in range(400):
    Z = X @ W1 + b1
    S = 1 / (1 + np.exp(-Z))
    P = S @ W2 + b2
    data_loss = np.sum((P - Y) ** 2) / N
    reg_loss = lam * (np.sum(W1 ** 2) + np.sum(W2 ** 2))
    loss = data_loss + reg_loss

    dP = 2 * (P - Y) / N
    dW2 = S.T @ dP + 2 * lam * W2
    db2 = dP.sum(axis=0, keepdims=True)
    dS = dP @ W2.T
    dZ = dS * S * (1 - S)
    dW1 = X.T @ dZ + lam * W1
    db1 = dZ.sum(axis=0, keepdims=True)

    W1 -= lr * dW1
    W2 -= lr * dW2
    b1 -= lr * db1
    b2 -= lr * db2
    if k % 80 == 0:
        print("step %3d | data %.4f | reg %.4f | total %.4f" % (k, data_loss, reg_loss, loss))
print("norms", np.linalg.norm(W1), np.linalg.norm(W2))
