import numpy as np


def initialise(sizes, seed=16):
    r = np.random.RandomState(seed)
    params = {'L': len(sizes) - 1}
    for l, (n_from, n_to) in enumerate(zip(sizes[:-1], sizes[1:]), start=1):
        params['W' + str(l)] = r.normal(0, 1 / np.sqrt(n_from), (n_to, n_from))
        params['b' + str(l)] = np.zeros((n_to, 1))
    return params


def propagate(params, x):
    A = [x]
    for l in range(1, params['L'] + 1):
        z = params['W' + str(l)].dot(A[-1]) + params['b' + str(l)]
        if l == params['L']:
            ez = np.exp(z - z.max(axis=0))
            A.append(ez / ez.sum(axis=0))
        else:
            A.append(np.tanh(z))
    return A


def cross_entropy(p, t):
    return -np.mean(np.sum(t * np.log(p), axis=0))


def gradients(params, A, t):
    grads = {}
    dz = (A[-1] - t) / t.shape[1]
    for l in range(params['L'], 0, -1):
        grads['dW' + str(l)] = dz.dot(A[l - 1].T)
        grads['db' + str(l)] = dz.sum(axis=1, keepdims=True)
        if l > 1:
            da = params['W' + str(l)].dot(dz)
            dz = da * (1 - A[l - 1] ** 2)
    return grads


def descend(params, grads, rate):
    for l in range(1, params['L'] + 1):
        params['W' + str(l)] -= rate * grads['dW' + str(l)]
        params['b' + str(l)] -= rate * grads['db' + str(l)]


def train(iterations=400):
    r = np.random.RandomState(17)
    cls = r.randint(0, 3, 33)
    t = np.eye(3)[cls].T
    x = r.normal(size=(4, 33))
    x[:3] += 1.5 * t
    params = initialise((4, 3, 3, 3))
    for i in range(iterations):
        A = propagate(params, x)
        if i % 80 == 0:
            print('iteration', i, 'loss', cross_entropy(A[-1], t))
        descend(params, gradients(params, A, t), 0.5)
    return params


if __name__ == '__main__':
    train()
