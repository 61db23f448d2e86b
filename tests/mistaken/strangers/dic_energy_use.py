import numpy as np

REG = 0.02


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def data():
    rng = np.random.RandomState(200)
    X = rng.rand(34, 4)        # temperature, daylight, people at home, weekend
    heat = sigmoid(2 - 4 * X[:, 0] + X[:, 2])
    light = sigmoid(1 - 3 * X[:, 1] + 0.5 * X[:, 3])
    T = np.stack([heat, light], axis=1) + 0.03 * rng.randn(34, 2)
    return X, T


def create_params(n_in, n_hid, n_out):
    rng = np.random.RandomState(201)
    return {'W1': rng.randn(n_in, n_hid) * 0.5, 'b1': np.zeros(n_hid),
            'W2': rng.randn(n_hid, n_out) * 0.5, 'b2': np.zeros(n_out)}


def forward_pass(params, X):
    c = {'a0': X}
    c['a1'] = sigmoid(c['a0'] @ params['W1'] + params['b1'])
    c['a2'] = sigmoid(c['a1'] @ params['W2'] + params['b2'])
    return c


def objective(params, out, T):
    fit = np.sum((out - T) ** 2) / (2 * len(T))
    penalty = REG * (np.sum(params['W1'] ** 2) + np.sum(params['W2'] ** 2))
    return fit + penalty


def backward_pass(params, c, T):
    grads = {}
    delta2 = (c['a2'] - T) * c['a2'] * (1 - c['a2']) / len(T)
    grads['dW2'] = c['a1'].T @ delta2 + REG * params['W2']
    grads['db2'] = delta2.sum(axis=0)
    delta1 = delta2 @ params['W2'].T
    grads['dW1'] = c['a0'].T @ delta1 + 2 * REG * params['W1']
    grads['db1'] = delta1.sum(axis=0)
    return grads


params = create_params(4, 6, 2)
X, T = data()
for epoch in range(500):
    cache = forward_pass(params, X)
    if epoch % 100 == 0:
        print('objective', objective(params, cache['a2'], T))
    grads = backward_pass(params, cache, T)
    for k in params:
        params[k] -= 0.2 * grads['d' + k]
