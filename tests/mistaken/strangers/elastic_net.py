# linear model with L1 + L2 penalty, parameters in a dict
import numpy as np
np.random.seed(50)

model = {"w": np.random.randn(5), "b": 0.3}
X = np.random.randn(40, 5)
y = X @ np.array([1.5, 0.0, -2.0, 0.0, 0.7]) + 0.2
ALPHA_1, ALPHA_2 = 0.05, 0.02


def objective(model, X, y):
    residual = X @ model["w"] + model["b"] - y
    value = residual @ residual / len(y)
    value += ALPHA_1 * np.abs(model["w"]).sum()
    value += ALPHA_2 * np.dot(model["w"], model["w"])
    return value, residual


def gradient(model, X, residual):
    g = dict()
    g["w"] = 2 / X.shape[0] * residual @ X + 2 * ALPHA_2 * model["w"]
    g["b"] = 2 * residual.mean()
    return g


def step(model, g, lr):
    return {k: model[k] - lr * g[k] for k in model}


lr0 = 0.1
for t in range(200):
    lr = lr0 / (1 + 0.01 * t)          # schedule
    value, residual = objective(model, X, y)
    model = step(model, gradient(model, X, residual), lr)
    if t % 40 == 0:
        print(f"t={t:3d} lr={lr:.4f} objective={value:.5f}")

print({k: np.round(v, 2) for k, v in model.items()})
