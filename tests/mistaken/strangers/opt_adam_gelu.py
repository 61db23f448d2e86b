import numpy as np

np.random.seed(88)
batch = np.random.randn(25, 3)
answer = np.abs(batch).max(axis=1, keepdims=True)
weights = {'in': np.random.randn(3, 6) * .5, 'in_b': np.zeros(6),
           'out': np.random.randn(6, 1) * .5, 'out_b': np.zeros(1)}


def swish(z):
    s = 1 / (1 + np.exp(-z))
    return z * s, s


def loss_and_grads(p):
    z = batch @ p['in'] + p['in_b']
    a, s = swish(z)
    err = a @ p['out'] + p['out_b'] - answer
    # huber loss with delta 1
    small = np.abs(err) <= 1
    value = np.where(small, 0.5 * err ** 2, np.abs(err) - 0.5).mean()
    de = np.clip(err, -1, 1) / err.size
    # swish'(z) = swish(z) + sigmoid(z) * (1 - swish(z))
    dz = (de @ p['out'].T) * (a + s * (1 - a))
    return value, {'out': a.T @ de, 'out_b': de.sum(0), 'in': batch.T @ dz, 'in_b': dz.sum(0)}


state = {k: [np.zeros_like(v), np.zeros_like(v)] for k, v in weights.items()}
for t in range(1, 301):
    value, d = loss_and_grads(weights)
    for k in weights:
        m, v = state[k]
        m += 0.1 * (d[k] - m)
        v += 0.001 * (d[k] ** 2 - v)
        weights[k] -= 0.01 * (m / (1 - 0.9 ** t)) / (np.sqrt(v / (1 - 0.999 ** t)) + 1e-8)
    if t % 60 == 0:
        print('t', t, 'loss', value)
