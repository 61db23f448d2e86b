import numpy as np

np.random.seed(61)
X = np.random.rand(36, 5)
y = (X @ np.array([1, -1, 2, 0, .5]) > 1.2).astype(float).reshape(-1, 1)

params = {}
params['W1'] = np.random.randn(5, 6) * 0.4
params['b1'] = np.zeros((1, 6))
params['W2'] = np.random.randn(6, 1) * 0.4
params['b2'] = np.zeros((1, 1))
cache = {name: np.zeros_like(p) for name, p in params.items()}
lr, decay = 0.01, 0.9

for i in range(400):
    z1 = X.dot(params['W1']) + params['b1']
    a1 = np.maximum(z1, 0.01 * z1)
    a2 = 1 / (1 + np.exp(-(a1.dot(params['W2']) + params['b2'])))
    loss = -(y * np.log(a2) + (1 - y) * np.log(1 - a2)).mean()

    grads = {}
    dz2 = (a2 - y) / y.shape[0]
    grads['W2'] = a1.T.dot(dz2)
    grads['b2'] = dz2.sum(axis=0, keepdims=True)
    dz1 = dz2.dot(params['W2'].T) * np.where(z1 > 0, 1, 0.01)
    grads['W1'] = X.T.dot(dz1)

    for name, grad in grads.items():
        cache[name] = decay * cache[name] + (1 - decay) * grad ** 2
        params[name] -= lr * grad / (np.sqrt(cache[name]) + 1e-7)
    if i % 100 == 0:
        print('iter', i, 'loss', loss)
