import numpy as np

# activation functions and their derivatives in a table, so that I can try different ones
FUNCS = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "linear": (lambda z: z, lambda z: np.ones_like(z)),
}

np.random.seed(88)
dims = {0: 2, 1: 5, 2: 3, 3: 1}
kind = {1: "tanh", 2: "sigmoid", 3: "linear"}
weights = {i: np.random.randn(dims[i], dims[i - 1]) for i in (1, 2, 3)}
biases = {i: np.zeros((dims[i], 1)) for i in (1, 2, 3)}
Z, A = {}, {}

X = np.random.uniform(-1, 1, (2, 33))
T = X[0:1] ** 2 - 0.5 * X[1:2] + 0.02 * np.random.randn(1, 33)


def run():
    A[0] = X
    for i in (1, 2, 3):
        Z[i] = weights[i].dot(A[i - 1]) + biases[i]
        A[i] = FUNCS[kind[i]][0](Z[i])
    return np.sum((A[3] - T) ** 2) / (2 * X.shape[1])


def learn(rate):
    delta = {3: (A[3] - T) / X.shape[1]}
    for i in (2, 1):
        derivative = FUNCS[kind[i]][1]
        delta[i] = weights[i + 1].T.dot(delta[i + 1]) * derivative(A[i])
    for i in (1, 2, 3):
        weights[i] -= rate * delta[i].dot(A[i - 1].T)
        biases[i] -= rate * delta[i].sum(axis=1, keepdims=True)


for epoch in range(801):
    loss = run()
    learn(0.3)
    if epoch % 200 == 0:
        print("epoch", epoch, "loss", loss)
