import numpy as np

gen = np.random.default_rng(99)
n = 64
ang = gen.uniform(0, 2 * np.pi, n)
rad = np.where(np.arange(n) < n // 2, 0.5, 1.3)
X = np.stack([rad * np.cos(ang), rad * np.sin(ang)], axis=1) + gen.normal(0, .08, (n, 2))
y = (np.arange(n) >= n // 2).astype(float)[:, None]

nh = 6
W1 = gen.normal(0, 1, (2, nh)); b1 = np.zeros((1, nh))
W2 = gen.normal(0, 1, (nh, 1)); b2 = np.zeros((1, 1))
lr = 0.4

for e in range(1, 601):
    H = np.tanh(X @ W1 + b1)
    logits = H @ W2 + b2
    P = 1 / (1 + np.exp(-logits))
    loss = -(y * np.log(P) + (1 - y) * np.log(1 - P)).mean()

    d2 = (P - y) / n
    dW2 = H.T @ d2
    db2 = d2.sum(axis=0, keepdims=True)
    d1 = (d2 @ W2.T) * (1 - H ** 2)
    dW1 = X.T @ d1
    db1 = np.sum(d1)

    W2 -= lr * dW2
    b2 += lr * db2
    W1 -= lr * dW1
    b1 -= lr * db1

    if e % 100 == 0:
        acc = ((P > 0.5) == (y > 0.5)).mean()
        print(f"epoch {e}: loss={loss:.4f} acc={acc:.3f}")
