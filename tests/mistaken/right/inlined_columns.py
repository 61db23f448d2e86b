import numpy as np

np.random.seed(20)
m = 27
x = np.random.randn(3, m)
t = (x[0] - x[1] * x[2] > 0).astype(float).reshape(1, m)

w1 = np.random.randn(4, 3) * 0.5
c1 = np.zeros((4, 1))
w2 = np.random.randn(1, 4) * 0.5
c2 = 0.0

costs = []
for k in range(300):
    z1 = w1 @ x + c1
    h = 1 / (1 + np.exp(-z1))
    z2 = w2 @ h + c2
    o = 1 / (1 + np.exp(-z2))
    q = np.clip(o, 1e-9, 1 - 1e-9)
    cost = -np.mean(t * np.log(q) + (1 - t) * np.log(1 - q))
    costs.append(cost)

    g2 = (o - t) / m
    g1 = (w2.T @ g2) * h * (1 - h)
    w2 -= 1.0 * g2 @ h.T
    c2 -= 1.0 * g2.sum()
    w1 -= 1.0 * g1 @ x.T
    c1 -= 1.0 * g1.sum(axis=1, keepdims=True)
print("loss", costs[-1])
