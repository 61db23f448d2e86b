import numpy as np
import math

np.random.seed(77)
hours = np.random.uniform(0, 10, 50)
passed = (hours + np.random.randn(50) > 5).astype(int)
x = (hours - hours.mean()) / hours.std()

w = 0.0
b = 0.0
lr = 0.3
losses = []
for epoch in range(100):
    gw = 0.0
    gb = 0.0
    loss = 0.0
    for xi, yi in zip(x, passed):
        z = w * xi + b
        p = 1 / (1 + math.exp(-z))
        if yi == 1:
            loss -= math.log(p)
        else:
            loss -= math.log(1 - p)
        gw += (yi - p) * xi
        gb += yi - p
    loss /= len(x)
    gw /= len(x)
    gb /= len(x)
    w += lr * gw
    b += lr * gb
    losses.append(loss)
print("w %.3f b %.3f loss %.4f" % (w, b, losses[-1]))
print("accuracy:", sum((w * xi + b > 0) == (yi == 1) for xi, yi in zip(x, passed)) / len(x))
