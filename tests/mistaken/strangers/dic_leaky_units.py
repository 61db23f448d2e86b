import numpy as np


def lrelu(z):
    return np.where(z > 0, z, 0.1 * z)


def lrelu_grad(z):
    return np.where(z > 0, 1.0, 0.01)


def loss_and_gradients(model, X, y):
    N = X.shape[0]
    cache = {'Z1': X.dot(model['W1']) + model['b1']}
    cache['A1'] = lrelu(cache['Z1'])
    cache['Z2'] = cache['A1'].dot(model['W2']) + model['b2']
    residual = cache['Z2'] - y
    loss = np.sum(residual ** 2) / N

    grads = {}
    dZ2 = 2.0 * residual / N
    grads['dW2'] = cache['A1'].T.dot(dZ2)
    grads['db2'] = dZ2.sum(axis=0)
    dZ1 = dZ2.dot(model['W2'].T) * lrelu_grad(cache['Z1'])
    grads['dW1'] = X.T.dot(dZ1)
    grads['db1'] = dZ1.sum(axis=0)
    return loss, grads


gen = np.random.default_rng(1234)
X = gen.normal(size=(31, 3))
y = np.c_[np.maximum(X[:, 0], X[:, 1]), np.abs(X[:, 2])] + 0.05 * gen.normal(size=(31, 2))

model = {'W1': gen.normal(size=(3, 8)) / np.sqrt(3), 'b1': np.zeros(8),
         'W2': gen.normal(size=(8, 2)) / np.sqrt(8), 'b2': np.zeros(2)}
lr = 0.05

for epoch in range(400):
    loss, grads = loss_and_gradients(model, X, y)
    for k in model:
        model[k] -= lr * grads['d' + k]
    if epoch % 50 == 0:
        print('epoch', epoch, 'loss', loss)
