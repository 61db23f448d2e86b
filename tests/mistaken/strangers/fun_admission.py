import numpy as np

# Assignment 2 - logistic regression

def hypothesis(theta, X):
    return 1.0 / (1.0 + np.exp(-X.dot(theta)))

def compute_cost(theta, X, y):
    h = hypothesis(theta, X)
    return (-y * np.log(h) - (1 - y) * np.log(1 - h)).mean()

def compute_gradient(theta, X, y):
    return X.T.dot(hypothesis(theta, X) - y)

def gradient_descent(X, y, theta, alpha, iterations):
    history = []
    for i in range(iterations):
        history.append(compute_cost(theta, X, y))
        theta = theta - alpha * compute_gradient(theta, X, y)
    return theta, history

if __name__ == "__main__":
    rng = np.random.default_rng(21)
    scores = rng.normal(size=(18, 2))
    admitted = (scores.sum(axis=1) + 0.4 * rng.normal(size=18) > 0).astype(float)
    X = np.hstack([np.ones((18, 1)), scores])
    theta, history = gradient_descent(X, admitted, np.zeros(3), 0.02, 300)
    for i in range(0, 300, 60):
        print("iteration", i, "cost", history[i])
    print("theta:", theta)
    print("train accuracy:", np.mean((hypothesis(theta, X) > 0.5) == admitted))
