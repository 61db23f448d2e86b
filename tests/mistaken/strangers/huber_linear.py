import numpy as np

rng = np.random.default_rng(8)
x = rng.uniform(-3, 3, 80)
y = 1.7 * x - 0.4 + rng.normal(0, 0.2, 80)
y[::9] += 8            # outliers
w, b, delta, lr = 0.0, 0.0, 1.0, 0.1


def huber(r, delta):
    small = np.abs(r) <= delta
    return np.where(small, 0.5 * r ** 2, delta * (np.abs(r) - 0.5 * delta))


def huber_grad(r, delta):
    return np.where(np.abs(r) <= delta, r, delta * np.sign(r))


for epoch in range(150):
    r = w * x + b - y
    loss = huber(r, delta).mean()
    g = huber_grad(r, delta) / len(x)
    dw = np.sum(g * x)
    db = np.sum(g)
    w -= lr * dw
    b -= lr * db
print(f"y = {w:.3f} x + {b:.3f}, loss {loss:.4f}")
