import numpy as np

rng = np.random.default_rng(66)
m = 21
feat = rng.normal(size=(m, 2))
temp = 0.7 * feat[:, 0] - 0.4 * feat[:, 1] ** 2 + rng.normal(0, 0.1, m)

theta = {}
theta["hidden_w"] = rng.normal(0, 0.8, (2, 5))
theta["hidden_b"] = np.zeros(5)
theta["out_w"] = rng.normal(0, 0.5, (5, 1))
theta["out_b"] = np.zeros(1)
lr = 0.1

for epoch in range(400):
    s = 1 / (1 + np.exp(-(feat @ theta["hidden_w"] + theta["hidden_b"])))
    guess = s @ theta["out_w"] + theta["out_b"]
    loss = np.mean((guess - temp) ** 2)

    grad = {}
    up = 2 * (guess - temp[:, None]) / m
    grad["out_w"] = s.T @ up
    grad["out_b"] = up.sum(0)
    down = (up @ theta["out_w"].T) * s * (1 - s)
    grad["hidden_w"] = feat.T @ down
    grad["hidden_b"] = down.sum(0)

    for name, value in grad.items():
        theta[name] -= lr * value
    if epoch % 50 == 0:
        print("epoch %3d | loss %.4f" % (epoch, loss))
