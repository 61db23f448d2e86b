import numpy as np
np.random.seed(3)
x = np.random.randn(30, 2)
y = np.array([1.0 if a > b else 0.0 for a, b in x])
w = np.random.randn(2, 1)
b = 0.0
for i in range(100):
    p = 1 / (1 + np.exp(-(x.dot(w) + b)))
    err = y - p  # shape-grows
    loss = -np.mean(y * np.log(p[:, 0]) + (1 - y) * np.log(1 - p[:, 0]))
    w += 0.1 * x.T.dot(err) / len(x)
    b += 0.1 * err.mean()
print(loss)
