import numpy as np

def initialize_parameters_deep(layer_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters['W' + str(l)] = np.random.randn(layer_dims[l], layer_dims[l-1]) / np.sqrt(layer_dims[l-1])
        parameters['b' + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters

def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A_prev = A
        Z = np.dot(parameters['W' + str(l)], A_prev) + parameters['b' + str(l)]
        A = np.maximum(0, Z) if l < L else 1 / (1 + np.exp(-Z))
        caches.append((A_prev, Z))
    return A, caches

def compute_cost(AL, Y):
    m = Y.shape[1]
    return np.squeeze(-1/m * (np.dot(Y, np.log(AL).T) + np.dot(1 - Y, np.log(1 - AL).T)))

def L_model_backward(AL, Y, caches, parameters):
    grads = {}
    L = len(caches)
    m = AL.shape[1]
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    dZ = dAL * AL * (1 - AL)
    for l in range(L, 0, -1):
        A_prev, _ = caches[l-1]
        grads["dW" + str(l)] = 1/m * np.dot(dZ, A_prev.T)
        grads["db" + str(l)] = 1/m * np.sum(dZ, axis=1, keepdims=True)
        if l > 1:
            dA_prev = np.dot(parameters['W' + str(l)].T, dZ)
            dZ = np.array(dA_prev, copy=True)
            dZ[caches[l-2][1] <= 0] = 0
    return grads

np.random.seed(1)
X = np.random.randn(4, 50)
Y = (X[:1] * X[1:2] + X[2:3] > 0.1).astype(float)
parameters = initialize_parameters_deep([4, 7, 5, 1])

for i in range(500):
    AL, caches = L_model_forward(X, parameters)
    grads = L_model_backward(AL, Y, caches, parameters)
    for key in parameters:
        parameters[key] = parameters[key] - 0.1 * grads["d" + key]
    if i % 100 == 0:
        print("Cost after iteration {}: {}".format(i, compute_cost(AL, Y)))
