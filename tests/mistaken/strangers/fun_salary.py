import numpy as np

def model(X, w, b):
    return X @ w + b            # (n, 1)

def loss_fn(p, y):
    return np.mean((p[:, 0] - y) ** 2)

def gradients(X, p, y):
    n = len(y)
    err = p - y
    dw = 2 / n * (X.T @ err)
    db = 2 / n * err.sum()
    return dw, db

def step(w, b, dw, db, lr):
    w = w - lr * dw
    b = b - lr * db
    return w, b

# years of experience, training courses -> salary (in 10000)
np.random.seed(8)
X = np.random.rand(10, 2)
y = 2.0 + 3.0 * X[:, 0] + 0.5 * X[:, 1] + 0.1 * np.random.randn(10)

w = np.random.randn(2, 1) * 0.1
b = 0.0
for epoch in range(50):
    p = model(X, w, b)
    loss = loss_fn(p, y)
    dw, db = gradients(X, p, y)
    w, b = step(w, b, dw, db, 0.01)
    if epoch % 10 == 0:
        print("epoch", epoch, "loss", loss)
