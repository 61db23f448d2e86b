import numpy as np

np.random.seed(0)
X = 2 * np.random.rand(100, 1)
y = 4 + 3 * X + np.random.randn(100, 1)
w = np.random.randn(1, 1)
b = np.zeros((1, 1))
learning_rate = 0.1
n = len(X)
losses = []
for epoch in range(200):
    y_pred = X.dot(w) + b
    error = y_pred - y
    loss = np.mean(error ** 2)
    grad_w = X.T.dot(error) / n
    grad_b = np.sum(error, axis=0, keepdims=True) / n
    w -= learning_rate * grad_w
    b -= learning_rate * grad_b
    losses.append(loss)
print("w", w.ravel(), "b", b.ravel(), "loss", losses[-1])
