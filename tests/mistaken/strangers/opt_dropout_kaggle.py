import numpy as np

np.random.seed(61)
# small "titanic" : class, sex, age, fare
n = 48
raw = np.random.randn(n, 4)
survived = (raw[:, 1] * 1.2 - raw[:, 0] + 0.3 * np.random.randn(n) > 0).astype(float)[:, None]

W1 = np.random.randn(4, 10) * 0.5; b1 = np.zeros((1, 10))
W2 = np.random.randn(10, 6) * 0.4; b2 = np.zeros((1, 6))
W3 = np.random.randn(6, 1) * 0.4; b3 = np.zeros((1, 1))
p_keep = 0.7
lr = 0.2

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

for epoch in range(300):
    # ---- forward
    A1 = np.tanh(raw @ W1 + b1)
    D1 = np.random.binomial(1, p_keep, size=A1.shape) / p_keep
    A1d = A1 * D1
    A2 = np.tanh(A1d @ W2 + b2)
    D2 = np.random.binomial(1, p_keep, size=A2.shape) / p_keep
    A2d = A2 * D2
    out = sigmoid(A2d @ W3 + b3)
    loss = -np.sum(survived * np.log(out) + (1 - survived) * np.log(1 - out)) / n

    # ---- backward
    dZ3 = (out - survived) / n
    dW3 = A2d.T @ dZ3
    db3 = dZ3.sum(axis=0, keepdims=True)
    dZ2 = (dZ3 @ W3.T) * D2 * (1 - A2 ** 2)
    dW2 = A1d.T @ dZ2
    db2 = dZ2.sum(axis=0, keepdims=True)
    dZ1 = (dZ2 @ W2.T) * (1 - A1 ** 2)
    dW1 = raw.T @ dZ1
    db1 = dZ1.sum(axis=0, keepdims=True)

    for w, g in [(W1, dW1), (b1, db1), (W2, dW2), (b2, db2), (W3, dW3), (b3, db3)]:
        w -= lr * g
    if epoch % 60 == 0:
        print(f"epoch {epoch}: loss={loss:.4f}")
