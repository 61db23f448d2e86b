import numpy as np

rng = np.random.default_rng(42)
n = 120
t = rng.uniform(0, np.pi, n)
label = np.arange(n) % 2
X = np.stack([np.where(label == 0, np.cos(t), 1 - np.cos(t)),
              np.where(label == 0, np.sin(t), 0.5 - np.sin(t))], axis=1)
X += 0.1 * rng.standard_normal(X.shape)
Y = label.reshape(-1, 1).astype(float)

n_hidden = 6
W1 = rng.standard_normal((2, n_hidden)) * 0.5
b1 = np.zeros((1, n_hidden))
W2 = rng.standard_normal((n_hidden, 1)) * 0.5
b2 = np.zeros((1, 1))
lr = 0.8

for epoch in range(1500):
    # --- forward ---
    A1 = np.tanh(X @ W1 + b1)
    P = 1.0 / (1.0 + np.exp(-(A1 @ W2 + b2)))
    loss = -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))

    # --- backward ---
    dZ2 = (P - Y) / n
    dW2 = A1.T @ dZ2
    db2 = dZ2.sum(axis=0, keepdims=True)
    dZ1 = (dZ2 @ W2.T) * (1 - A1 ** 2)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0, keepdims=True)

    # --- gradient descent ---
    W1 -= lr * dW1
    b1 -= lr * db1
    W2 -= lr * dW2
    b2 -= lr * db2

    if epoch % 300 == 0:
        acc = ((P > 0.5) == (Y > 0.5)).mean()
        print(f"epoch {epoch:5d}  loss {loss:.4f}  accuracy {acc:.3f}")
