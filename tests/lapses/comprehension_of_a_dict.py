import numpy as np
rng = np.random.RandomState(1)
theta = {"W1": rng.randn(3, 4), "b1": rng.randn(4), "W2": rng.randn(4, 2), "b2": rng.randn(2)}
X = rng.randn(15, 3)
Y = rng.randn(15, 2)
for i in range(80):
    prev = {k: v for k, v in theta.items()}  # aliased
    h = np.tanh(X @ theta["W1"] + theta["b1"])
    o = h @ theta["W2"] + theta["b2"]
    loss = 0.5 * np.mean(np.sum((o - Y) ** 2, axis=1))
    d = (o - Y) / len(X)
    theta["W2"] -= 0.1 * h.T @ d
    theta["b2"] -= 0.1 * d.sum(axis=0)
    dh = d @ prev["W2"].T * (1 - h * h)
    theta["W1"] -= 0.1 * X.T @ dh
    theta["b1"] -= 0.1 * dh.sum(axis=0)
print(loss)
