"""Linear SVM, hinge loss, sub-gradient descent (lecture 6)."""
import numpy as np

np.random.seed(4)
n_per = 25
A = np.random.randn(n_per, 2) + [1.5, 1.5]
B = np.random.randn(n_per, 2) - [1.5, 1.5]
X = np.vstack((A, B))
y = np.concatenate((np.ones(n_per), -np.ones(n_per)))

w = np.random.randn(2) * 0.01
b = 0.
C = 10.0
for t in range(1, 201):
    margin = y * (X @ w + b)
    hinge = np.maximum(0, 1 - margin)
    loss = 0.5 * w @ w + C * hinge.mean()
    viol = margin < 1
    dw = w - C * (y[viol][:, None] * X[viol]).sum(axis=0) / len(y)
    db = -C * y[viol].sum() / len(y)
    step = 1.0 / (10 + t)
    w = w - step * dw
    b = b - step * db
acc = (np.sign(X @ w + b) == y).mean()
print("loss", loss, "train accuracy", acc)
