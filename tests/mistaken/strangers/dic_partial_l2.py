import numpy as np

def init(n_x, n_h, n_y):
    np.random.seed(2)
    return {"W1": np.random.randn(n_h, n_x) * 0.5, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * 0.5, "b2": np.zeros((n_y, 1))}

def forward(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

def cost_with_reg(A2, Y, parameters, lambd):
    m = Y.shape[1]
    ce = -np.sum(np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)) / m
    l2 = lambd / (2 * m) * (np.sum(np.square(parameters["W1"])) + np.sum(np.square(parameters["W2"])))
    return ce + l2

def backward(parameters, cache, X, Y, lambd):
    m = X.shape[1]
    W1, W2 = parameters["W1"], parameters["W2"]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, cache["A1"].T) / m + lambd / m * W2
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(cache["A1"], 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

parameters = init(2, 4, 1)
X = np.random.randn(2, 50)
Y = (X[:1] ** 2 + X[1:] ** 2 < 1.2).astype(int)
lambd, lr = 0.7, 0.8
for i in range(1000):
    A2, cache = forward(X, parameters)
    cost = cost_with_reg(A2, Y, parameters, lambd)
    grads = backward(parameters, cache, X, Y, lambd)
    for key in parameters:
        parameters[key] = parameters[key] - lr * grads["d" + key]
    if i % 200 == 0:
        print("Cost after iteration %i: %f" % (i, cost))
