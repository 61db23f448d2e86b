# Question: my loss is huge and doesn't go to 0 although the weights look right?
import numpy as np

np.random.seed(9)
n_samples = 20
X = np.hstack([np.ones((n_samples, 1)), np.random.rand(n_samples, 2)])
true_w = np.array([[0.5], [-1.0], [2.0]])
y = (X @ true_w).ravel() + 0.01 * np.random.randn(n_samples)
w = np.zeros((3, 1))


def get_loss(X, y, w):
    pred = X @ w
    return np.mean((pred - y) ** 2)


def get_gradient(X, y, w):
    pred = X @ w
    return 2 / len(y) * X.T @ (pred - y.reshape(-1, 1))


losses = []
for k in range(500):
    dw = get_gradient(X, y, w)
    w = w - 0.3 * dw
    losses.append(get_loss(X, y, w))

print(losses[::100])
print(w.ravel())
