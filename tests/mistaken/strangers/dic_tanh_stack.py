import numpy as np

np.random.seed(44)
n_layers = 3
width = {0: 4, 1: 4, 2: 4, 3: 2}
weights, biases = {}, {}
for l in range(1, n_layers + 1):
    weights[l] = np.random.randn(width[l - 1], width[l]) * 0.6
    biases[l] = np.zeros(width[l])

X = np.random.uniform(-1, 1, (35, 4))
Y = np.stack([np.sin(X.sum(1)), X[:, 0] - X[:, 3] ** 2], axis=1) + np.random.randn(35, 2) * .03
lr = 0.1

for epoch in range(400):
    a = {0: X}
    for l in range(1, n_layers + 1):
        s = a[l - 1] @ weights[l] + biases[l]
        a[l] = np.tanh(s) if l < n_layers else s
    loss = np.sum((a[n_layers] - Y) ** 2) / len(X)

    delta = {n_layers: 2 * (a[n_layers] - Y) / len(X)}
    for l in range(n_layers - 1, 0, -1):
        delta[l] = (delta[l + 1] @ weights[l + 1].T) * (1 - a[l - 1] ** 2)

    dw, db = {}, {}
    for l in range(1, n_layers + 1):
        dw[l] = a[l - 1].T @ delta[l]
        db[l] = delta[l].sum(axis=0)

    for l in weights:
        weights[l] -= lr * dw[l]
        biases[l] -= lr * db[l]
    if epoch % 80 == 0:
        print(epoch, loss)
