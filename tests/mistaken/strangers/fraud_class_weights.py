# Logistic regression for fraud detection with class weights
# (frauds are rare, so they count more)
import numpy as np

np.random.seed(123)
n_samples = 150
X = np.random.randn(n_samples, 5)
logit = 1.2 * X[:, 0] - 0.7 * X[:, 1] + 0.5 * X[:, 4] - 2.5
y = (np.random.rand(n_samples) < 1 / (1 + np.exp(-logit))).astype(float)
print("frauds:", int(y.sum()), "of", n_samples)

class_weight = {0: 1.0, 1: 6.0}
sw = np.where(y == 1, class_weight[1], class_weight[0])

w = np.zeros(5)
b = 0.0
learning_rate = 0.001

for epoch in range(400):
    p = 1.0 / (1.0 + np.exp(-(X @ w + b)))
    loss = -np.sum(sw * (y * np.log(p) + (1 - y) * np.log(1 - p))) / sw.sum()

    dz = sw * (p - y)
    dw = X.T @ dz
    db = np.sum(dz)

    w -= learning_rate * dw
    b -= learning_rate * db
    if epoch % 100 == 0:
        print("Epoch {:3d} weighted log loss {:.4f}".format(epoch, loss))

recall = ((p > 0.5) & (y == 1)).sum() / y.sum()
print("recall on frauds", recall)
