"""A small recurrent network, one sequence, backpropagation through time."""

import numpy as np

np.random.seed(10)
T, n_in, n_h, n_out = 5, 2, 4, 3
xs = np.random.randn(T, n_in)
ys = np.random.randn(T, n_out)

Wxh = np.random.randn(n_h, n_in) * 0.4
Whh = np.random.randn(n_h, n_h) * 0.4
Why = np.random.randn(n_out, n_h) * 0.4
bh = np.zeros(n_h)
by = np.zeros(n_out)


def lossFun(inputs, targets, hprev):
    hs = {-1: np.copy(hprev)}
    outs = {}
    loss = 0
    for t in range(len(inputs)):
        hs[t] = np.tanh(Wxh @ inputs[t] + Whh @ hs[t - 1] + bh)
        outs[t] = Why @ hs[t] + by
        loss += np.sum((outs[t] - targets[t]) ** 2) / 2

    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby = np.zeros_like(bh), np.zeros_like(by)
    dhnext = np.zeros_like(hprev)
    for t in reversed(range(len(inputs))):
        dy = outs[t] - targets[t]
        dWhy += np.outer(dy, hs[t])
        dby += dy
        dh = Why.T @ dy + dhnext
        dhraw = (1 - hs[t] * hs[t]) * dh
        dbh += dhraw
        dWxh += np.outer(dhraw, inputs[t])
        dWhh += np.outer(dhraw, hs[t - 1])
        dhnext = np.dot(Whh.T, dhraw)
    return loss, dWxh, dWhh, dWhy, dbh, dby


for n in range(300):
    loss, dWxh, dWhh, dWhy, dbh, dby = lossFun(xs, ys, np.zeros(n_h))
    for param, dparam in zip([Wxh, Whh, Why, bh, by], [dWxh, dWhh, dWhy, dbh, dby]):
        param -= 0.05 * dparam

print("iter %d, loss: %f" % (n, loss))
