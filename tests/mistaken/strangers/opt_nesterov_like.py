import numpy as np

# heavy ball momentum on a small logistic MLP, learning rate alpha / (1 + decay * t)
rng = np.random.RandomState(90)
A = rng.randn(35, 3)
target = (np.sin(A[:, 0]) + A[:, 1] * A[:, 2] > 0).astype(float).reshape(-1, 1)

w1 = rng.randn(3, 7) * 0.5
b1 = np.zeros((1, 7))
w2 = rng.randn(7, 1) * 0.5
b2 = np.zeros((1, 1))
u1, c1, u2, c2 = [np.zeros_like(q) for q in (w1, b1, w2, b2)]
alpha0, decay, gamma = 0.5, 0.01, 0.8

for t in range(400):
    alpha = alpha0 / (1 + decay * t)
    h = 1 / (1 + np.exp(-(A @ w1 + b1)))
    f = 1 / (1 + np.exp(-(h @ w2 + b2)))
    J = -np.mean(target * np.log(f) + (1 - target) * np.log(1 - f))

    e2 = (f - target) / len(A)
    e1 = (e2 @ w2.T) * h * (1 - h)

    u2 = gamma * u2 + alpha * (h.T @ e2)
    c2 = gamma * c2 + alpha * np.sum(e2, axis=0, keepdims=True)
    u1 = gamma * u1 + alpha * (A.T @ e1)
    c1 = gamma * c1 - alpha * np.sum(e1, axis=0, keepdims=True)

    w2 = w2 - u2
    b2 = b2 - c2
    w1 = w1 - u1
    b1 = b1 - c1

    if t % 80 == 0:
        print("t =", t, " J =", round(float(J), 5), " alpha =", round(alpha, 3))

print("accuracy:", ((f > 0.5) == target).mean())
