# Coursera style: cost function that returns J and grad
import numpy as np

def hypothesis(Theta, X):
    return 1 / (1 + np.exp(-(X @ Theta)))

def cost_function_reg(Theta, X, y, Lambda):
    m = y.size
    h = hypothesis(Theta, X)
    J = (-y @ np.log(h) - (1 - y) @ np.log(1 - h)) / m
    J = J + Lambda * np.sum(Theta[1:] ** 2)

    grad = X.T @ (h - y) / m
    grad[1:] = grad[1:] + Lambda * Theta[1:]
    return J, grad

def gradient_descent(X, y, alpha, Lambda, num_iters):
    Theta = np.zeros(X.shape[1])
    J_history = []
    for _ in range(num_iters):
        J, grad = cost_function_reg(Theta, X, y, Lambda)
        J_history.append(J)
        Theta = Theta - alpha * grad
    return Theta, J_history

def map_feature(x1, x2, degree=2):
    cols = [np.ones_like(x1)]
    for i in range(1, degree + 1):
        for j in range(i + 1):
            cols.append(x1 ** (i - j) * x2 ** j)
    return np.column_stack(cols)

np.random.seed(14)
x1, x2 = np.random.uniform(-1, 1, (2, 60))
y = (x1 ** 2 + x2 ** 2 < 0.5).astype(float)
X = map_feature(x1, x2)
Theta, hist = gradient_descent(X, y, 1.0, 0.01, 400)
print("J from %.4f to %.4f" % (hist[0], hist[-1]))
print("accuracy", np.mean((hypothesis(Theta, X) > .5) == y))
