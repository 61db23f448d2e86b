# Tutorial: predict a salary from years of experience (numbers invented, in 10k)
import numpy as np

years  = np.array([0.5, 1.0, 1.5, 2.2, 3.0, 3.1, 4.5, 5.1, 6.0]).reshape(-1, 1)
salary = np.array([2.1, 2.4, 2.2, 2.9, 3.3, 3.6, 4.4, 4.9, 5.6])

np.random.seed(0)
W = np.random.rand(1, 1)
b = np.zeros((1, 1))
m = years.shape[0]
alpha = 0.01

def predict(x):
    return np.dot(x, W) + b

for i in range(200):
    y_hat = predict(years)
    cost = np.sum((y_hat.ravel() - salary) ** 2) / (2 * m)
    # derivatives
    error = y_hat - salary
    dW = np.dot(years.T, error) / m
    db = np.sum(error, axis=0, keepdims=True) / m
    # parameters
    W = W - alpha * dW
    b = b - alpha * db
    if i == 0:
        print("first cost:", cost)
        W = W[:, :1]; b = b[:, :1]   # why do I need this??
    W, b = W.mean(axis=1, keepdims=True), b.mean(axis=1, keepdims=True)

print("slope", W.item(), "start", b.item())
print("7 years:", predict(np.array([[7.0]])).item())
