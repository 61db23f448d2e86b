"""Linear regression in matrix form."""

import numpy as np


def load(n=31):
    rng = np.random.default_rng(42)
    X = rng.normal(size=(n, 3))
    y = X @ [1.5, -2.0, 0.5] + 0.7 + 0.1 * rng.normal(size=n)
    return X, y.reshape(-1, 1)


def predict(X, theta, intercept):
    return X @ theta + intercept


def cost_function(residual):
    return float(np.mean(residual**2))


def gradient_descent(X, y, theta, intercept, lr=0.1, iterations=150):
    m = len(y)
    history = []
    for _ in range(iterations):
        residual = predict(X, theta, intercept) - y
        history.append(cost_function(residual))
        theta = theta - lr * (2 / m) * X.T.dot(residual)
        intercept = intercept - lr * (2 / m) * residual.sum()
    return theta, intercept, history


X, y = load()
theta, intercept, history = gradient_descent(X, y, np.zeros((3, 1)), 0.0)
print("theta", theta.ravel(), "intercept", intercept)
print("final loss", history[-1])
