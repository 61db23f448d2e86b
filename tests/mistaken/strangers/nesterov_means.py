"""Minibatch training, gradient dict, learning-rate decay."""
import numpy as np

def iterate_minibatches(X, Y, size, rng):
    order = rng.permutation(len(X))
    for lo in range(0, len(X), size):
        sel = order[lo:lo + size]
        yield X[sel], Y[sel]

def network(p, xb):
    z = np.dot(xb, p['w0']) + p['b0']
    a = np.log1p(np.exp(z))
    return z, a, np.dot(a, p['w1']) + p['b1']

def backprop(p, xb, yb):
    z, a, out = network(p, xb)
    batch = xb.shape[0]
    err = out - yb
    loss = 0.5 * np.sum(err ** 2) / batch
    d_out = err / batch
    d_a = np.dot(d_out, p['w1'].T)
    d_z = d_a / (1.0 + np.exp(-z))
    grads = {'w1': np.dot(a.T, d_out), 'b1': d_out.sum(axis=0)}
    grads['w0'] = np.dot(xb.T, d_z) / batch
    grads['b0'] = d_z.sum(axis=0)
    return loss, grads

rng = np.random.RandomState(90)
X = rng.uniform(-2, 2, (36, 1))
Y = np.hstack([np.exp(-X ** 2), X ** 2 / 4])
p = {'w0': rng.randn(1, 6), 'b0': rng.randn(6), 'w1': rng.randn(6, 2) * .3, 'b1': np.zeros(2)}
rate = 0.2
for epoch in range(60):
    for xb, yb in iterate_minibatches(X, Y, 9, rng):
        loss, grads = backprop(p, xb, yb)
        for k in sorted(grads):
            p[k] = p[k] - rate * grads[k]
    rate *= 0.99
    if epoch % 15 == 0:
        print("epoch", epoch, "rate", round(rate, 4), "last batch loss", round(loss, 5))
