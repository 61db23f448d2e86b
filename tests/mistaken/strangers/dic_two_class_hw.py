import numpy as np

def layer_sizes(X, Y):
    return X.shape[0], 4, Y.shape[0]

def initialize(n_x, n_h, n_y):
    np.random.seed(2)
    return {"W1": np.random.randn(n_h, n_x)*0.5, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h)*0.5, "b2": np.zeros((n_y, 1))}

def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = 1/(1+np.exp(-Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

def compute_cost(A2, Y):
    logprobs = Y*np.log(A2) + (1-Y)*np.log(1-A2)
    return float(-np.sum(logprobs)/Y.shape[1])

def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = (A2 - Y)/m
    grads = {"dW2": np.dot(dZ2, A1.T), "db2": np.sum(dZ2, axis=1, keepdims=True)}
    dZ1 = np.dot(parameters["W2"].T, dZ2)*(1 - np.power(A1, 2))
    grads["dW1"] = np.dot(dZ1, X.T)/m
    grads["db1"] = np.sum(dZ1, axis=1, keepdims=True)
    return grads

np.random.seed(4)
X = np.random.randn(2, 40)
Y = (X[:1]**2 + X[1:] > 0.8).astype(float)
parameters = initialize(*layer_sizes(X, Y))
learning_rate = 1.2

for i in range(0, 1000):
    A2, cache = forward_propagation(X, parameters)
    cost = compute_cost(A2, Y)
    grads = backward_propagation(parameters, cache, X, Y)
    for k in ("W1", "b1", "W2", "b2"):
        parameters[k] = parameters[k] - learning_rate*grads["d" + k]
    if i % 200 == 0:
        print("Cost after iteration %i: %f" % (i, cost))
