import numpy as np
import matplotlib.pyplot as plt

rng = np.random.default_rng(41)
X = rng.uniform(-3, 3, (30, 1))
Y = np.sin(X) + rng.normal(0, 0.1, X.shape)
K = 7
theta = {"a": rng.normal(size=(1, K)), "c": rng.normal(size=(1, K)), "v": rng.normal(size=(K, 1)) * .5, "d": np.zeros((1, 1))}
speed = {k: np.zeros_like(v) for k, v in theta.items()}
lam = 0.003
curve = []


def lr_at(t):
    return 0.05 * 0.5 ** (t // 200)


for t in range(600):
    act = np.tanh(X @ theta["a"] + theta["c"])
    res = act @ theta["v"] + theta["d"] - Y
    loss = 0.5 * np.mean(res ** 2) + 0.5 * lam * (np.sum(theta["a"] ** 2) + np.sum(theta["v"] ** 2))
    curve.append(loss)

    back = res / len(X)
    grad = {"v": act.T @ back + lam * theta["v"], "d": back.sum(0, keepdims=True)}
    back = back @ theta["v"].T * (1 - act ** 2)
    grad["a"] = X.T @ back - lam * theta["a"]
    grad["c"] = back.sum(0, keepdims=True)

    for k in theta:
        speed[k] = 0.8 * speed[k] - lr_at(t) * grad[k]
        theta[k] = theta[k] + speed[k]
    if t % 100 == 0:
        print(t, lr_at(t), loss)

plt.plot(curve)
plt.show()
