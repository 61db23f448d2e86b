import numpy as np

# hours studied, hours slept -> passed the exam?
data = np.array([
    [2.0, 9.0, 0], [1.0, 5.0, 0], [3.5, 6.0, 1], [4.0, 8.0, 1], [0.5, 7.5, 0],
    [5.0, 4.0, 1], [2.5, 7.0, 1], [1.5, 8.0, 0], [4.5, 6.5, 1],
])
X = data[:, :2] / np.array([5.0, 9.0])
Y = data[:, 2:]
M = X.shape[0]

np.random.seed(7)
v = np.random.randn(2, 4)
c = np.zeros(4)
w = np.random.randn(4, 1)
d = np.zeros(1)
alpha = 1.0

for step in range(2001):
    h = 1 / (1 + np.exp(-(X @ v + c)))
    p = 1 / (1 + np.exp(-(h @ w + d)))
    cost = -(Y * np.log(p) + (1 - Y) * np.log(1 - p)).mean()

    # chain rule, starting at the output
    delta_p = (p - Y) * p * (1 - p) / M
    grad_w = h.T @ delta_p
    grad_d = delta_p.sum(0)
    delta_h = delta_p @ w.T * h * (1 - h)
    grad_v = X.T @ delta_h
    grad_c = delta_h.sum(0)

    w = w - alpha * grad_w
    d = d - alpha * grad_d
    v = v - alpha * grad_v
    c = c - alpha * grad_c

    if step % 500 == 0:
        acc = ((p > 0.5) == Y).mean()
        print(step, "cross entropy:", round(float(cost), 4), "accuracy:", acc)
