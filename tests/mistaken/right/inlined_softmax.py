import numpy as np

rng = np.random.default_rng(55)
X = rng.random((45, 5))
y = rng.integers(0, 4, 45)
Y = np.eye(4)[y]
W1 = rng.random((5, 8)) - 0.5
b1 = rng.random(8) - 0.5
W2 = rng.random((8, 4)) - 0.5
b2 = rng.random(4) - 0.5
lr = 0.2
batch = 15
for epoch in range(40):
    for start in range(0, X.shape[0], batch):
        end = start + batch
        xb, yb = X[start:end], Y[start:end]
        bs = xb.shape[0]

        a1 = np.tanh(xb @ W1 + b1)
        logits = a1 @ W2 + b2
        logits -= logits.max(1, keepdims=True)
        log_p = logits - np.log(np.exp(logits).sum(1, keepdims=True))
        loss = -(yb * log_p).sum(1).mean()

        dlogits = np.exp(log_p) - yb
        dlogits /= bs
        dW2 = a1.T @ dlogits
        db2 = dlogits.sum(0)
        da1 = dlogits @ W2.T
        dz1 = da1 * (1.0 - a1**2)
        dW1 = xb.T @ dz1
        db1 = dz1.sum(0)

        W1 -= lr * dW1
        b1 -= lr * db1
        W2 -= lr * dW2
        b2 -= lr * db2
print("loss:", loss)
