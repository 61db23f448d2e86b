# Course homework: unrolled parameters, 3-layer network, regularised cost
import numpy as np

n_in, n_hid, n_out = 4, 6, 3


def unroll(theta):
    k = n_hid * (n_in + 1)
    return theta[:k].reshape(n_hid, n_in + 1), theta[k:].reshape(n_out, n_hid + 1)


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def cost_function(theta, X, Y, lam):
    Theta1, Theta2 = unroll(theta)
    m = X.shape[0]
    a1 = np.c_[np.ones(m), X]
    z2 = a1 @ Theta1.T
    a2 = np.c_[np.ones(m), sigmoid(z2)]
    h = sigmoid(a2 @ Theta2.T)
    J = -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m
    J += lam / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))

    d3 = h - Y
    d2 = (d3 @ Theta2[:, 1:]) * sigmoid(z2) * (1 - sigmoid(z2))
    G1 = d2.T @ a1 / m
    G2 = d3.T @ a2 / m
    G1[:, 1:] += lam / m * Theta1[:, 1:]
    G2[:, 1:] += lam / m * Theta2[:, 1:]
    return J, np.concatenate([G1.ravel(), G2.ravel()])


np.random.seed(0)
X = np.random.randn(30, n_in)
labels = np.argmax(X[:, :3], axis=1)
Y = np.eye(n_out)[labels]
theta = np.random.uniform(-.12, .12, n_hid * (n_in + 1) + n_out * (n_hid + 1))

for i in range(200):
    cost, grad = cost_function(theta, X, Y, 0.01)
    theta -= 0.8 * grad
    if i % 50 == 0:
        print('Iteration', i, '| Cost', cost)
