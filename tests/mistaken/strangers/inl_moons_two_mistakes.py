# two moons by hand, column convention (features x samples)
import numpy as np
np.random.seed(21)

M = 50
ang = np.pi * np.random.rand(M)
upper = np.stack([np.cos(ang), np.sin(ang)])
lower = np.stack([1 - np.cos(ang), 0.5 - np.sin(ang)])
X = np.hstack([upper, lower]) + 0.1 * np.random.randn(2, 2 * M)
T = np.hstack([np.zeros((1, M)), np.ones((1, M))])
N = X.shape[1]

theta1 = np.random.randn(6, 2)
beta1 = np.zeros((6, 1))
theta2 = np.random.randn(1, 6)
beta2 = np.zeros((1, 1))

for k in range(1500):
    Z1 = theta1.dot(X) + beta1
    A1 = 1 / (1 + np.exp(-Z1))
    Z2 = theta2.dot(A1) + beta2
    A2 = 1 / (1 + np.exp(-Z2))
    L = -1 / N * np.sum(T * np.log(A2) + (1 - T) * np.log(1 - A2))

    dZ2 = (A2 - T) / N
    dtheta2 = np.dot(dZ2, A1.T)
    dbeta2 = np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(theta2.T, dZ2)
    dZ1 = dA1 * A1 * (1 - Z1)
    dtheta1 = np.dot(dZ1, X.T)
    dbeta1 = np.sum(dZ1, axis=1, keepdims=True) / N

    theta1 -= 0.3 * dtheta1
    beta1 -= 0.3 * dbeta1
    theta2 -= 0.3 * dtheta2
    beta2 -= 0.3 * dbeta2
    if k % 300 == 0:
        print(k, L)
