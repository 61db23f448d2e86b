import numpy as np

# Planar data classification, my own version after the course (samples in columns)


def layer_sizes(X, Y):
    n_x = X.shape[0]
    n_h = 4
    n_y = Y.shape[0]
    return n_x, n_h, n_y


def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)
    parameters = {"W1": np.random.randn(n_h, n_x) * 0.5,
                  "b1": np.random.randn(n_h, 1) * 0.1,
                  "W2": np.random.randn(n_y, n_h) * 0.5,
                  "b2": np.random.randn(n_y, 1) * 0.1}
    return parameters


def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache


def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = -np.sum(logprobs) / m
    return float(np.squeeze(cost))


def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    grads = {}
    dZ2 = A2 - Y
    grads["dW2"] = (1 / m) * np.dot(dZ2, A1.T)
    grads["db2"] = (1 / m) * np.mean(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - np.power(A1, 2))
    grads["dW1"] = (2 / m) * np.dot(dZ1, X.T)
    grads["db1"] = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
    return grads


def update_parameters(parameters, grads, learning_rate=1.2):
    for key in ["W1", "b1", "W2", "b2"]:
        parameters[key] = parameters[key] - learning_rate * grads["d" + key]
    return parameters


def nn_model(X, Y, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters(*layer_sizes(X, Y))
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        if print_cost and i % 500 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return parameters


if __name__ == "__main__":
    np.random.seed(1)
    X = np.random.randn(2, 80)
    Y = (np.sum(X ** 2, axis=0, keepdims=True) > 1.2).astype(float)
    parameters = nn_model(X, Y, print_cost=True)
    predictions = forward_propagation(X, parameters)[0] > 0.5
    print("Accuracy: %d%%" % (100 * np.mean(predictions == Y)))
