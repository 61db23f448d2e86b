import numpy as np

np.random.seed(1)
X = np.random.randn(4, 13)
Y = (np.random.rand(1, 13) > 0.5) * 1.0
P = {}
dims = [4, 5, 3, 1]
for l in range(1, len(dims)):
    P["W" + str(l)] = np.random.randn(dims[l], dims[l - 1]) * 0.6
    P["b" + str(l)] = np.random.randn(dims[l], 1) * 0.1


def relu(z):
    return np.maximum(0, z)


def forward(X, Y, P):
    m = X.shape[1]
    Z1 = np.dot(P["W1"], X) + P["b1"]
    A1 = relu(Z1)
    Z2 = np.dot(P["W2"], A1) + P["b2"]
    A2 = relu(Z2)
    Z3 = np.dot(P["W3"], A2) + P["b3"]
    A3 = 1 / (1 + np.exp(-Z3))
    cost = -(np.dot(Y, np.log(A3).T) + np.dot(1 - Y, np.log(1 - A3).T)) / m
    return float(np.squeeze(cost)), (A1, A2, A3)


def backward(X, Y, P, cache):
    m = X.shape[1]
    A1, A2, A3 = cache
    dZ3 = A3 - Y
    dW3 = 1. / m * np.dot(dZ3, A2.T)
    db3 = 1. / m * np.sum(dZ3, axis=1, keepdims=True)
    dA2 = np.dot(P["W3"].T, dZ3)
    dZ2 = np.multiply(dA2, np.int64(A2 > 0))
    dW2 = 1. / m * np.dot(dZ2, A1.T)
    db2 = 1. / m * np.sum(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(P["W2"].T, dZ2)
    dZ1 = np.multiply(dA1, np.int64(A1 > 0))
    dW1 = 1. / m * np.dot(dZ1, X.T)
    db1 = 1. / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2, "W3": dW3, "b3": db3}


def gradient_check(eps=1e-6):
    _, cache = forward(X, Y, P)
    G = backward(X, Y, P, cache)
    worst = 0.0
    for name in P:
        it = np.nditer(P[name], flags=["multi_index"])
        while not it.finished:
            ix = it.multi_index
            old = P[name][ix]
            P[name][ix] = old + eps
            plus, _ = forward(X, Y, P)
            P[name][ix] = old - eps
            minus, _ = forward(X, Y, P)
            P[name][ix] = old
            num = (plus - minus) / (2 * eps)
            worst = max(worst, abs(num - G[name][ix]))
            it.iternext()
    return worst


print("largest difference:", gradient_check())
for i in range(500):
    J, cache = forward(X, Y, P)
    G = backward(X, Y, P, cache)
    for name in P:
        P[name] = P[name] - 0.3 * G[name]
    if i % 100 == 0:
        print("Cost after iteration %i: %f" % (i, J))
