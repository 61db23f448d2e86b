import numpy as np
from numpy import exp, dot

np.random.seed(5)
# parity of three bits
data = np.array([[int(c) for c in format(n, '03b')] for n in range(8)], float)
target = data.sum(axis=1, keepdims=True) % 2

Wxh = np.random.normal(size=(3, 6))
bh = np.random.normal(size=6)
Why = np.random.normal(size=(6, 1))
by = np.random.normal(size=1)

for t in range(4000):
    # forward pass
    h_in = dot(data, Wxh) + bh
    h_out = 1 / (1 + exp(-h_in))
    y_in = dot(h_out, Why) + by
    y_pred = 1 / (1 + exp(-y_in))
    if t % 1000 == 0:
        print(t, 0.5 * np.sum((y_pred - target) ** 2))

    # backward pass
    d_y = (y_pred - target) * y_pred * (1 - y_pred)
    d_h = dot(d_y, Why.T) * h_in * (1 - h_in)
    Why -= 0.5 * dot(h_out.T, d_y)
    by -= 0.5 * d_y.sum(axis=0)
    Wxh -= 0.5 * dot(data.T, d_h)
    bh -= 0.5 * d_h.sum(axis=0)
