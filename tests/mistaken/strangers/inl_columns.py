import numpy as np
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt

# every COLUMN is one example
np.random.seed(3)
m = 30
X = np.random.randn(2, m)
Y = (X[0:1] * X[1:2] > 0).astype(float)

n_h = 4
W1 = np.random.randn(n_h, 2) * 0.5
b1 = np.zeros((n_h, 1))
W2 = np.random.randn(1, n_h) * 0.5
b2 = 0.0
costs = []

for i in range(1500):
    A1 = np.tanh(np.dot(W1, X) + b1)
    A2 = 1 / (1 + np.exp(-(np.dot(W2, A1) + b2)))
    cost = -(np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)).item() / m
    costs.append(cost)

    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2) / m
    dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m

    W1 = W1 - 0.8 * dW1
    b1 = b1 - 0.8 * db1
    W2 = W2 - 0.8 * dW2
    b2 = b2 - 0.8 * db2

    if i % 300 == 0:
        print("Cost after iteration %i: %f" % (i, cost))

plt.plot(costs)
plt.xlabel("iteration")
plt.ylabel("cost")
