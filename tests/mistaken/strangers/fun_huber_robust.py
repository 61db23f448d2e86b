# robust regression with a small tanh net; data has two bad outliers
import numpy as np

rng = np.random.default_rng(11)
xs = np.sort(rng.uniform(-3, 3, 30))
ys = 0.7 * xs + np.sin(2 * xs) + 0.1 * rng.standard_normal(30)
ys[4] += 6
ys[20] -= 5
DELTA = 1.0
LR = 0.1

W = rng.standard_normal(7)
b = rng.standard_normal(7) * 0.5
v = rng.standard_normal(7) * 0.3
c = 0.0

def forward(x):
    h = np.tanh(np.outer(x, W) + b)
    return h, h @ v + c

def huber(r):
    small = np.abs(r) <= DELTA
    return np.mean(np.where(small, 0.5 * r**2, DELTA * (np.abs(r) - 0.5 * DELTA)))

def backward(x, y, h, p):
    global W, b, v, c
    r = p - y
    g = np.clip(r, -DELTA, DELTA) / len(y)
    gv = h.T @ g
    gc = g.sum()
    gz = np.outer(g, v) * (1 - h**2)
    gW = x @ gz
    gb = gz.sum(axis=0)
    W = W - LR * gW
    b = b - LR * gb
    v = v - LR * gv
    c = c - LR * gc

for step in range(1000):
    h, p = forward(xs)
    backward(xs, ys, h, p)
    if step % 200 == 0:
        print(step, "huber loss:", huber(p - ys))
