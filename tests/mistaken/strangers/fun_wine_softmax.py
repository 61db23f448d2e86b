import numpy as np

def softmax(z):
    z = z - np.max(z, axis=1, keepdims=True)
    ez = np.exp(z)
    return ez / np.sum(ez, axis=1, keepdims=True)

def forward(X, W1, b1, W2, b2):
    H = np.tanh(X @ W1 + b1)
    Yhat = softmax(H @ W2 + b2)
    return H, Yhat

def cross_entropy(Yhat, Y):
    return -np.sum(Y * np.log(Yhat + 1e-12)) / Y.shape[0]

def backward(X, Y, H, Yhat, W2):
    N = X.shape[0]
    dS = (Yhat - Y) / N
    dW2 = H.T @ dS
    db2 = dS.sum(axis=0, keepdims=True)
    dH = dS @ W2.T
    dA = dH * (1 - H * H)
    dW1 = X.T @ dA
    db1 = dA.sum(axis=0, keepdims=True)
    return dW1, db1, dW2, db2

def update(W1, b1, W2, b2, grads, lr):
    dW1, db1, dW2, db2 = grads
    W1 = W1 - lr * dW1
    W2 = W2 - lr * dW2
    b2 = b2 - lr * db2
    return W1, b1, W2, b2

# 3 kinds of wine, 4 measurements
np.random.seed(6)
centers = np.random.randn(3, 4) * 1.5
labels = np.repeat([0, 1, 2], 15)
X = centers[labels] + np.random.randn(45, 4)
Y = np.eye(3)[labels]

W1 = np.random.randn(4, 6) * 0.3
b1 = np.zeros((1, 6))
W2 = np.random.randn(6, 3) * 0.3
b2 = np.zeros((1, 3))
lr = 0.5

for epoch in range(300):
    H, Yhat = forward(X, W1, b1, W2, b2)
    if epoch % 50 == 0:
        print(f"epoch {epoch:3d}  CE {cross_entropy(Yhat, Y):.4f}")
    g = backward(X, Y, H, Yhat, W2)
    W1, b1, W2, b2 = update(W1, b1, W2, b2, g, lr)

print("train acc:", (Yhat.argmax(1) == labels).mean())
