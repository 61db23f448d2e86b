import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def init_params(n_x, n_h, n_y):
    np.random.seed(9)
    return {"W1": np.random.randn(n_h, n_x) * 0.7, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_h, n_h) * 0.7, "b2": np.zeros((n_h, 1)),
            "W3": np.random.randn(n_y, n_h) * 0.7, "b3": np.zeros((n_y, 1))}

def forward_propagation(X, params):
    A1 = np.tanh(np.dot(params["W1"], X) + params["b1"])
    A2 = np.tanh(np.dot(params["W2"], A1) + params["b2"])
    A3 = sigmoid(np.dot(params["W3"], A2) + params["b3"])
    return {"A1": A1, "A2": A2, "A3": A3}

def compute_cost(A3, Y):
    m = Y.shape[1]
    return np.squeeze(-np.sum(np.multiply(np.log(A3), Y) + np.multiply(np.log(1 - A3), 1 - Y)) / m)

def backward_propagation(params, cache, X, Y):
    m = X.shape[1]
    dZ3 = cache["A3"] - Y
    grads = {"W3": np.dot(dZ3, cache["A2"].T) / m, "b3": np.sum(dZ3, axis=1, keepdims=True) / m}
    dZ2 = np.multiply(np.dot(params["W3"].T, dZ3), 1 - np.power(cache["A2"], 2))
    grads["W2"] = np.dot(dZ2, cache["A1"].T) / m
    grads["b2"] = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.multiply(np.dot(params["W2"], dZ2), 1 - np.power(cache["A1"], 2))
    grads["W1"] = np.dot(dZ1, X.T) / m
    grads["b1"] = np.sum(dZ1, axis=1, keepdims=True) / m
    return grads

# compost heap ready or not: temperature, moisture, age, smell (yes, smell)
heap = np.random.default_rng(4)
X = heap.normal(size=(4, 27))
Y = ((X[0] - X[1] * X[2] + 0.3 * heap.normal(size=27)) > 0).astype(int).reshape(1, -1)
params = init_params(4, 5, 1)
for i in range(500):
    cache = forward_propagation(X, params)
    cost = compute_cost(cache["A3"], Y)
    grads = backward_propagation(params, cache, X, Y)
    for key in params:
        params[key] = params[key] - 0.3 * grads[key]
    if i % 100 == 0:
        print("Cost after iteration %i: %f" % (i, cost))
