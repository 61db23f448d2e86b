import numpy as np

# regression with heavy ball momentum and weight decay written into the loss
np.random.seed(88)
X = np.random.uniform(-2, 2, (60, 3))
y = (np.sin(X[:, 0]) * X[:, 1] + 0.2 * X[:, 2] + 0.05 * np.random.randn(60))[:, None]

H = 12
W1 = np.random.randn(3, H) / np.sqrt(3)
b1 = np.zeros(H)
W2 = np.random.randn(H, 1) / np.sqrt(H)
b2 = np.zeros(1)
vW1, vb1, vW2, vb2 = (np.zeros_like(p) for p in (W1, b1, W2, b2))
lr, mu, wd, batch = 0.01, 0.9, 1e-3, 12

for epoch in range(60):
    order = np.random.permutation(60)
    running = 0.0
    for i in range(0, 60, batch):
        xb, yb = X[order[i:i + batch]], y[order[i:i + batch]]
        a = np.tanh(xb @ W1 + b1)
        pred = a @ W2 + b2
        loss = np.mean((pred - yb) ** 2) + wd * ((W1 ** 2).sum() + (W2 ** 2).sum())
        running += loss

        # negative gradients ("which way should it move")
        e = 2 * (yb - pred) / len(xb)
        da = (e @ W2.T) * (1 - a ** 2)
        vW2 = mu * vW2 + lr * (a.T @ e - 2 * wd * W2)
        vb2 = mu * vb2 + lr * e.sum(axis=0)
        vW1 = mu * vW1 + lr * (xb.T @ da - 2 * wd * W1)
        vb1 = mu * vb1 + lr * da.sum(axis=0)

        W1 += vW1
        b1 += vb1
        W2 += vW2
        b2 += vb2
    if epoch % 10 == 0:
        print("epoch %d: %.4f" % (epoch, running / 5))
