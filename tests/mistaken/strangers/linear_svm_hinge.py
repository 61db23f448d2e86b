"""Soft-margin linear SVM by (sub)gradient descent."""
import numpy as np

np.random.seed(77)
n = 90
labels = np.where(np.random.rand(n) > 0.5, 1, -1)
samples = np.random.randn(n, 2) + labels[:, None] * np.array([1.3, -0.8]) + 0.4

w = np.zeros(2)
b = 0.0
C = 1.0
reg = 0.02
eta0 = 0.5

for t in range(1, 401):
    eta = eta0 / (1 + 0.01 * t)                 # decaying learning rate
    margins = labels * (samples @ w + b)
    hinge = np.maximum(0, 1 - margins)
    objective = C * hinge.mean() + reg * w.dot(w)

    viol = margins < 1                           # samples inside the margin
    coeff = -C * labels * viol / n               # d objective / d score
    grad_w = samples.T @ coeff + 2 * reg * w
    grad_b = coeff.mean()

    w = w - eta * grad_w
    b = b - eta * grad_b

    if t % 100 == 0:
        print(t, "objective", round(objective, 4), "violations", int(viol.sum()))

pred = np.sign(samples @ w + b)
print("train accuracy", np.mean(pred == labels))
