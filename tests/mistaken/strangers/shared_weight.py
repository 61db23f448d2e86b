# one weight used twice: o = w * tanh(w * x + b)
import math
import random

random.seed(31)
data = []
for k in range(9):
    x = -2 + k * 0.5
    data.append((x, 1.5 * math.tanh(1.5 * x + 0.4)))

w = 0.6
b = 0.0
eta = 0.02

for epoch in range(400):
    E = 0.0
    grad_w_total, grad_b_total = 0.0, 0.0
    for x, t in data:
        # forward
        s = w * x + b
        h = math.tanh(s)
        o = w * h
        E += 0.5 * (o - t) ** 2
        # backward, from the last quantity back
        grad_o = o - t
        grad_w = grad_o * h
        grad_h = grad_o * w
        grad_s = grad_h * (1 - h * h)
        grad_w = grad_s * x
        grad_b = grad_s
        grad_w_total += grad_w
        grad_b_total += grad_b
    w -= eta * grad_w_total
    b -= eta * grad_b_total
    if epoch % 80 == 0:
        print(epoch, E, w, b)
