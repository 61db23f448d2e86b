"""All hidden layers have the same width, keys ('W', layer) and ('b', layer)."""
import numpy as np

WIDTH, DEPTH = 5, 4
rnd = np.random.RandomState(44)


def init_params():
    params = {}
    for layer in range(1, DEPTH + 1):
        params['W', layer] = rnd.randn(WIDTH, WIDTH) * 0.5
        params['b', layer] = np.zeros(WIDTH)
    return params


def forward(params, x):
    values = {('a', 0): x}
    for layer in range(1, DEPTH + 1):
        z = values['a', layer - 1] @ params['W', layer] + params['b', layer]
        values['z', layer] = z
        values['a', layer] = np.tanh(z) if layer < DEPTH else z
    return values


def backward(params, values, y):
    grads = {}
    d = (values['a', DEPTH] - y) / y.shape[0]
    for layer in range(DEPTH, 0, -1):
        grads['W', layer] = d.T @ values['a', layer - 1]
        grads['b', layer] = d.sum(axis=0)
        if layer > 1:
            d = d @ params['W', layer].T
            d = d * (1 - np.tanh(values['z', layer]) ** 2)
    return grads


def half_mse(values, y):
    return 0.5 * np.sum((values['a', DEPTH] - y) ** 2) / y.shape[0]


x = rnd.uniform(-1, 1, (21, WIDTH))
y = np.sort(x, axis=1) + 0.01 * rnd.randn(21, WIDTH)
params = init_params()
for epoch in range(300):
    values = forward(params, x)
    loss = half_mse(values, y)
    grads = backward(params, values, y)
    for key in params:
        params[key] -= 0.01 * grads[key]
    if epoch % 50 == 0:
        print('epoch %d: %.5f' % (epoch, loss))
