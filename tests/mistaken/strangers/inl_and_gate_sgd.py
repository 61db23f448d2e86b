import numpy as np
import random

random.seed(2)
np.random.seed(2)

inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
labels = np.array([[0, 1], [1, 0], [1, 0], [0, 1]], dtype=float)   # [xor, xnor]

w_ih = np.random.randn(2, 3)
b_ih = np.random.randn(3) * 0.1
w_ho = np.random.randn(3, 2)
b_ho = np.random.randn(2) * 0.1
rate = 0.5

for step in range(4000):
    i = random.randrange(4)
    x = inputs[i]
    t = labels[i]

    # ---- feed forward
    h = 1 / (1 + np.exp(-(x @ w_ih + b_ih)))
    o = 1 / (1 + np.exp(-(h @ w_ho + b_ho)))
    err = 0.5 * ((t - o) ** 2).sum()

    # ---- output layer
    delta_o = (o - t) * o * (1 - o)
    w_ho -= rate * np.outer(h, delta_o)
    b_ho -= rate * delta_o

    # ---- hidden layer
    delta_h = w_ho @ delta_o * h * (1 - h)
    w_ih -= rate * np.outer(x, delta_h)
    b_ih -= rate * delta_h

    if step % 500 == 0:
        print("step", step, "error", err)
