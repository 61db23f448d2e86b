import numpy as np

def sigmoid(x, deriv=False):
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s) if deriv else s

np.random.seed(18)
sizes = [3, 4, 5, 2]
depth = len(sizes) - 1
params = {}
for i in range(depth):
    params["W" + str(i)] = np.random.normal(0, 1, (sizes[i + 1], sizes[i]))
    params["b" + str(i)] = np.random.normal(0, 0.1, (sizes[i + 1], 1))

X = np.random.randint(0, 2, (3, 20)).astype(float) + np.random.normal(0, .1, (3, 20))
Y = np.vstack([(X.sum(0) > 1.5), (X[0] > X[1])]).astype(float)
lr = 0.8

for epoch in range(1000):
    memory = {"A0": X}
    for i in range(depth):
        memory["Z" + str(i)] = params["W" + str(i)] @ memory["A" + str(i)] + params["b" + str(i)]
        memory["A" + str(i + 1)] = sigmoid(memory["Z" + str(i)])
    out = memory["A" + str(depth)]
    loss = np.sum((out - Y) ** 2) / X.shape[1]

    dA = 2 * (out - Y) / X.shape[1]
    for i in reversed(range(depth)):
        dZ = dA * sigmoid(memory["Z" + str(i)], deriv=True)
        dW = dZ @ memory["A" + str(i)].T
        db = dZ.sum(axis=1, keepdims=True)
        params["W" + str(i)] -= lr * dW
        params["b" + str(i)] -= lr * db
        dA = params["W" + str(i)].T @ dZ

    if epoch % 200 == 0:
        print("epoch", epoch, "loss", loss)
