import numpy as np
import matplotlib.pyplot as plt


def predict(X, w, b):
    return 1 / (1 + np.exp(-(np.matmul(X, w) + b)))


def cost(X, y, w, b, lam):
    p = np.clip(predict(X, w, b), 1e-12, 1 - 1e-12)
    bce = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return bce + lam * np.sum(w ** 2)


def gradients(X, y, w, b, lam):
    residual = predict(X, w, b) - y
    dw = np.matmul(X.T, residual) / len(y)
    dw += lam * w
    db = residual.mean()
    return dw, db


np.random.seed(13)
# exam results: hours studied, hours slept
hours = np.random.uniform(0, 10, 40)
sleep = np.random.uniform(4, 9, 40)
X = np.column_stack((hours - 5, sleep - 6.5))
y = (hours + 0.8 * sleep + np.random.randn(40) > 10).astype(int)

w, b = np.zeros(2), 0.0
lam, lr = 0.1, 0.1
history = []
for i in range(500):
    dw, db = gradients(X, y, w, b, lam)
    w = w - lr * dw
    b = b - lr * db
    history.append(cost(X, y, w, b, lam))
    if i % 100 == 0:
        print("iteration", i, "cost", history[-1])

plt.plot(history)
plt.xlabel("iteration")
plt.savefig("logreg_cost.png")
