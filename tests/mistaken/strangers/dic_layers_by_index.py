import numpy as np

np.random.seed(28)


def init_params(dims):
    params = {}
    for i in range(1, len(dims)):
        params[f"W{i}"] = np.random.randn(dims[i], dims[i - 1]) * np.sqrt(1.0 / dims[i - 1])
        params[f"b{i}"] = np.zeros((dims[i], 1))
    return params


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(params, X):
    memory = {"A0": X}
    L = len(params) // 2
    for i in range(1, L + 1):
        z = params[f"W{i}"] @ memory[f"A{i - 1}"] + params[f"b{i}"]
        memory[f"A{i}"] = z if i == L else sigmoid(z)
    return memory


def cost(A, Y):
    return np.sum((A - Y) ** 2) / Y.shape[1]


def backward(params, memory, Y):
    L = len(params) // 2
    m = Y.shape[1]
    grads = {}
    dZ = 2 * (memory[f"A{L}"] - Y) / m
    for i in range(L, 0, -1):
        grads[f"dW{i}"] = dZ @ memory[f"A{i - 1}"].T / m
        grads[f"db{i}"] = dZ.sum(axis=1, keepdims=True)
        if i > 1:
            A = memory[f"A{i - 1}"]
            dZ = params[f"W{i}"].T @ dZ * A * (1 - A)
    return grads


def update(params, grads, lr):
    for i in range(1, len(params) // 2 + 1):
        params[f"W{i}"] -= lr * grads[f"dW{i}"]
        params[f"b{i}"] -= lr * grads[f"db{i}"]


params = init_params([3, 5, 4, 2])
X = np.random.rand(3, 27)
Y = np.vstack([X[0] * X[1], np.sin(3 * X[2])]) + 0.02 * np.random.randn(2, 27)
for epoch in range(1000):
    memory = forward(params, X)
    if epoch % 200 == 0:
        print("Epoch:", epoch, "cost:", cost(memory["A3"], Y))
    grads = backward(params, memory, Y)
    update(params, grads, 0.1)
