"""Robust line fit: Huber loss against outliers."""
import numpy as np

DELTA = 1.0

def line(x, k, q):
    return k * x + q

def huber(r):
    a = np.abs(r)
    return np.where(a <= DELTA, 0.5 * r ** 2, DELTA * (a - 0.5 * DELTA)).sum()

def huber_slope(r):
    return np.clip(r, -DELTA, DELTA)

def descend(x, y, k, q, lr):
    r = line(x, k, q) - y
    s = huber_slope(r)
    return k - lr * np.dot(s, x), q - lr * s.sum(), huber(r)

np.random.seed(13)
x = np.linspace(0, 4, 17)
y = 1.2 * x - 0.5 + 0.2 * np.random.randn(17)
y[[3, 11]] += [4.0, -5.0]        # two outliers

k, q = 0.0, 0.0
for step in range(300):
    k, q, loss = descend(x, y, k, q, 0.005)
    if step % 60 == 0:
        print("step %3d  loss %.4f  k %.3f  q %.3f" % (step, loss, k, q))
