# (posted with the question "loss goes down but my friend's goes down faster, same lr")
import numpy as np

np.random.seed(5)
X = np.random.rand(14, 2)
y = np.sum(X ** 2, axis=1, keepdims=True) / 2 + 0.02 * np.random.randn(14, 1)

parameters = {}
parameters['W1'] = np.random.rand(2, 4) - 0.5
parameters['B1'] = np.zeros((1, 4))
parameters['W2'] = np.random.rand(4, 1) - 0.5
parameters['B2'] = np.zeros((1, 1))

def sigmoid(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))

lr = 0.5
for iteration in range(1000):
    cache = {}
    cache['Z1'] = np.dot(X, parameters['W1']) + parameters['B1']
    cache['A1'] = sigmoid(cache['Z1'])
    cache['Z2'] = np.dot(cache['A1'], parameters['W2']) + parameters['B2']
    cache['A2'] = sigmoid(cache['Z2'])

    loss = np.sum((y - cache['A2']) ** 2) / (2 * len(X))

    grads = {}
    grads['Z2'] = (cache['A2'] - y) / len(X) * sigmoid(cache['A2'], deriv=True)
    grads['W2'] = np.dot(cache['A1'].T, grads['Z2'])
    grads['B2'] = np.sum(grads['Z2'], axis=0, keepdims=True)
    grads['Z1'] = np.dot(grads['Z2'], parameters['W2'].T) * sigmoid(cache['Z1'], deriv=True)
    grads['W1'] = np.dot(X.T, grads['Z1'])
    grads['B1'] = np.sum(grads['Z1'], axis=0, keepdims=True)

    for name in ['W1', 'B1', 'W2', 'B2']:
        parameters[name] -= lr * grads[name]

    if iteration % 200 == 0:
        print(iteration, loss)
