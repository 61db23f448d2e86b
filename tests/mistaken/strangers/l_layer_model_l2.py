import numpy as np

def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters['W' + str(l)] = np.random.randn(layer_dims[l], layer_dims[l-1]) / np.sqrt(layer_dims[l-1])
        parameters['b' + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters

def L_model_forward(X, parameters):
    caches, A, L = [], X, len(parameters) // 2
    for l in range(1, L + 1):
        A_prev = A
        Z = np.dot(parameters['W' + str(l)], A_prev) + parameters['b' + str(l)]
        A = np.maximum(0, Z) if l < L else 1 / (1 + np.exp(-Z))
        caches.append((A_prev, Z))
    return A, caches

def compute_cost(AL, Y, parameters, lambd):
    m = Y.shape[1]
    cross_entropy = -1 / m * np.sum(np.multiply(Y, np.log(AL)) + np.multiply(1 - Y, np.log(1 - AL)))
    l2 = sum(np.sum(np.square(W)) for key, W in parameters.items() if key.startswith('W'))
    return cross_entropy + lambd / (2 * m) * l2

def L_model_backward(AL, Y, caches, parameters, lambd):
    grads, L, m = {}, len(caches), AL.shape[1]
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    dA = dAL
    for l in reversed(range(1, L + 1)):
        A_prev, Z = caches[l - 1]
        if l == L:
            s = 1 / (1 + np.exp(-Z))
            dZ = dA * s * (1 - s)
        else:
            dZ = np.array(dA, copy=True)
            dZ[Z <= 0] = 0
        W = parameters['W' + str(l)]
        grads['dW' + str(l)] = 1 / m * np.dot(dZ, A_prev.T) + lambd / m * W
        grads['db' + str(l)] = 1 / m * np.sum(dZ, axis=1, keepdims=True)
        dA = np.dot(W.T, dZ)
    return grads

def update_parameters(parameters, grads, learning_rate):
    for key in parameters:
        parameters[key] = parameters[key] - learning_rate * grads['d' + key]
    return parameters

np.random.seed(1)
X = np.random.randn(2, 100)
Y = (X[0] * X[1] > 0).reshape(1, -1).astype(float)
parameters = initialize_parameters_deep([2, 8, 5, 1])
for i in range(400):
    AL, caches = L_model_forward(X, parameters)
    cost = compute_cost(AL, Y, parameters, lambd=0.3)
    grads = L_model_backward(AL, Y, caches, parameters, lambd=0.3)
    parameters = update_parameters(parameters, grads, 0.3)
    if i % 100 == 0:
        print("Cost after iteration {}: {}".format(i, np.squeeze(cost)))
