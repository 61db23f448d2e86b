import numpy as np

np.random.seed(50)
X = np.random.randn(3, 48)
T = np.sign(X[0:1] * X[1:2]) * 0.9

theta = {
    "W1": np.random.randn(7, 3) * 0.6, "b1": np.zeros((7, 1)),
    "W2": np.random.randn(1, 7) * 0.6, "b2": np.zeros((1, 1)),
}
velocity = {k: np.zeros_like(v) for k, v in theta.items()}
lr, beta = 0.05, 0.9

for t in range(400):
    H = np.tanh(theta["W1"] @ X + theta["b1"])
    O = np.tanh(theta["W2"] @ H + theta["b2"])
    J = 0.5 * np.mean((T - O) ** 2)

    g = {}
    D2 = -(T - O) * (1 - O ** 2) / T.size
    g["W2"], g["b2"] = D2 @ H.T, D2.sum(axis=1, keepdims=True)
    D1 = (1 - H ** 2) * (theta["W2"].T @ D2)
    g["W1"], g["b1"] = D1 @ X.T, D1.sum(axis=1, keepdims=True)

    for k in theta:
        velocity[k] = beta * velocity[k] - lr * g[k]
        theta[k] += velocity[k]
    if t % 100 == 0:
        print(t, J)
