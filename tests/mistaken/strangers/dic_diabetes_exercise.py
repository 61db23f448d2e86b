# Week 3 exercise, one hidden layer (samples are columns)
import numpy as np

np.random.seed(2)
n = 45
glucose = np.random.normal(0, 1, n)
bmi = np.random.normal(0, 1, n)
age = np.random.uniform(-1, 1, n)
X = np.array([glucose, bmi, age])
Y = ((glucose + 0.7 * bmi * bmi + 0.3 * age + 0.2 * np.random.randn(n)) > 0.6).astype(int).reshape(1, n)

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def initialize_parameters(n_x, n_h, n_y):
    return {"W1": np.random.randn(n_h, n_x) * 0.3, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * 0.3, "b2": np.zeros((n_y, 1))}

def forward_prop(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

def cost(A2, Y):
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    return -np.mean(logprobs)

def backward_prop(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = (A2 - Y) / m
    dW2 = np.dot(dZ2, A1.T)
    db2 = np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.multiply(np.dot(parameters["W2"].T, dZ2), 1 - A1 ** 2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

def update(parameters, grads, learning_rate):
    new = {}
    for key in parameters:
        new[key] = parameters[key] - learning_rate * grads["d" + key]
    return new

def nn_model(X, Y, n_h, num_iterations):
    parameters = initialize_parameters(3, n_h, 1)
    for i in range(num_iterations):
        A2, cache = forward_prop(X, parameters)
        grads = backward_prop(parameters, cache, X, Y)
        parameters = update(parameters, grads, 0.8)
        if i % 200 == 0:
            print("Cost after iteration %i: %f" % (i, cost(A2, Y)))
    return parameters

parameters = initialize_parameters(3, 4, 1)
parameters = nn_model(X, Y, 4, 1000)
print("train accuracy:", np.mean((forward_prop(X, parameters)[0] > 0.5) == Y))
