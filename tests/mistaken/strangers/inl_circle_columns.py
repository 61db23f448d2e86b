# points inside / outside of a circle. Every sample is a COLUMN of X.
import numpy as np
np.random.seed(10)

m = 60
X = np.random.uniform(-1, 1, (2, m))
Y = (X[0] ** 2 + X[1] ** 2 < 0.5).astype(float).reshape(1, m)

n_x, n_h1, n_h2, n_y = 2, 7, 4, 1
W1 = np.random.randn(n_h1, n_x) * 0.7
b1 = np.zeros((n_h1, 1))
W2 = np.random.randn(n_h2, n_h1) * 0.5
b2 = np.zeros((n_h2, 1))
W3 = np.random.randn(n_y, n_h2) * 0.5
b3 = np.zeros((n_y, 1))

for epoch in range(1001):
    A1 = np.maximum(0, np.dot(W1, X) + b1)
    A2 = np.tanh(np.dot(W2, A1) + b2)
    A3 = 1 / (1 + np.exp(-(np.dot(W3, A2) + b3)))
    J = -np.sum(Y * np.log(A3) + (1 - Y) * np.log(1 - A3)) / m

    dZ3 = A3 - Y
    dW3 = 1 / m * np.dot(dZ3, A2.T)
    db3 = 1 / m * np.sum(dZ3, axis=1, keepdims=True)
    dZ2 = np.dot(W3.T, dZ3) * (1 - np.power(A2, 2))
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(W2.T, dZ2) * (A1 > 0)
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)

    W3 = W3 - 0.3 * dW3
    b3 = b3 - 0.3 * db3
    W2 = W2 - 0.3 * dW2
    b2 = b2 - 0.3 * db2
    W1 = W1 - 0.3 * dW1
    b1 = b1 - 0.3 * db1

    if epoch % 200 == 0:
        print("Cost after epoch %i: %f" % (epoch, J))

print("accuracy", np.mean((A3 > 0.5) == Y))
