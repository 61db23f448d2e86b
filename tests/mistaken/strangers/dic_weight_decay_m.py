import numpy as np

np.random.seed(44)
n_x, n_1, n_2, n_y = 3, 6, 4, 1
m = 45
X = np.random.randn(n_x, m)
Y = (X[0] * X[1] + 0.5 * X[2] + 0.2 * np.random.randn(m) > 0).reshape(1, m) * 1.0

lambd = 0.05
learning_rate = 0.5

params = {"W1": np.random.randn(n_1, n_x) * 0.6, "b1": np.zeros((n_1, 1)),
          "W2": np.random.randn(n_2, n_1) * 0.5, "b2": np.zeros((n_2, 1)),
          "W3": np.random.randn(n_y, n_2) * 0.5, "b3": np.zeros((n_y, 1))}

for epoch in range(500):
    Z1 = params["W1"] @ X + params["b1"]
    A1 = np.tanh(Z1)
    Z2 = params["W2"] @ A1 + params["b2"]
    A2 = np.tanh(Z2)
    Z3 = params["W3"] @ A2 + params["b3"]
    A3 = 1 / (1 + np.exp(-Z3))

    data_cost = -np.sum(Y * np.log(A3) + (1 - Y) * np.log(1 - A3)) / m
    l2_cost = lambd / (2 * m) * sum(np.sum(params[k] ** 2) for k in ("W1", "W2", "W3"))
    cost = data_cost + l2_cost

    grads = {}
    dZ3 = A3 - Y
    grads["W3"] = dZ3 @ A2.T / m + lambd / m * params["W3"]
    grads["b3"] = dZ3.sum(axis=1, keepdims=True) / m
    dZ2 = params["W3"].T @ dZ3 * (1 - A2 ** 2)
    grads["W2"] = dZ2 @ A1.T / m + lambd / m * params["W2"]
    grads["b2"] = dZ2.sum(axis=1, keepdims=True) / m
    dZ1 = params["W2"].T @ dZ2 * (1 - A1 ** 2)
    grads["W1"] = dZ1 @ X.T / m
    grads["b1"] = dZ1.sum(axis=1, keepdims=True) / m

    for name in params:
        params[name] -= learning_rate * grads[name]

    if epoch % 100 == 0:
        print("epoch", epoch, "cost", cost, "of which penalty", l2_cost)
