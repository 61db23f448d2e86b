import numpy as np
np.random.seed(404)

X = np.random.randn(64, 4)
Y = np.tanh(X[:, :1] + X[:, 1:2] * X[:, 2:3])

p = {}
dims = [4, 6, 6, 1]
for l in range(1, 4):
    p["W%d" % l] = np.random.randn(dims[l - 1], dims[l]) * np.sqrt(1 / dims[l - 1])
    p["b%d" % l] = np.zeros(dims[l])

base_lr = 0.2
for step in range(500):
    lr = base_lr / (1 + 0.01 * step)       # 1/t decay
    z1 = X @ p["W1"] + p["b1"]
    a1 = np.maximum(z1, 0)
    z2 = a1 @ p["W2"] + p["b2"]
    a2 = np.maximum(z2, 0)
    z3 = a2 @ p["W3"] + p["b3"]
    loss = np.mean((z3 - Y) ** 2)

    grads = {}
    d3 = 2 * (z3 - Y) / len(Y)
    grads["W3"] = a2.T @ d3
    grads["b3"] = np.sum(d3, axis=0)
    d2 = (d3 @ p["W3"].T) * (z2 > 0)
    grads["W2"] = a1.T @ d2
    grads["b2"] = np.sum(d2, axis=0)
    d1 = (d2 @ p["W2"].T) * (z2 > 0)
    grads["W1"] = X.T @ d1
    grads["b1"] = np.sum(d1, axis=0)

    for key in grads:
        p[key] -= lr * grads[key]
    if step % 100 == 0:
        print(step, "lr %.3f" % lr, "loss %.5f" % loss)
