import numpy as np

def loss_and_grads(X, y, params, reg):
    W1, b1 = params['W1'], params['b1']
    W2, b2 = params['W2'], params['b2']
    N = X.shape[0]

    hidden = np.maximum(0, X.dot(W1) + b1)
    scores = hidden.dot(W2) + b2
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    probs = np.exp(shifted) / np.sum(np.exp(shifted), axis=1, keepdims=True)

    loss = -np.sum(np.log(probs[np.arange(N), y])) / N
    loss += 0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))

    grads = {}
    dscores = probs.copy()
    dscores[np.arange(N), y] -= 1
    grads['W2'] = hidden.T.dot(dscores) + reg * W2
    grads['b2'] = np.sum(dscores, axis=0)
    dhidden = dscores.dot(W2.T)
    dhidden[hidden <= 0] = 0
    grads['W1'] = X.T.dot(dhidden) + reg * W1
    grads['b1'] = np.sum(dhidden, axis=0)
    return loss, grads

def sgd(params, grads, learning_rate=1e-2):
    for k in params:
        params[k] -= learning_rate * grads[k]

np.random.seed(1)
X = 2 * np.random.randn(10, 4)
y = np.array([0, 1, 2, 2, 1, 0, 1, 2, 0, 1])
params = {'W1': 0.5 * np.random.randn(4, 8), 'b1': np.zeros(8),
          'W2': 0.5 * np.random.randn(8, 3), 'b2': np.zeros(3)}
reg = 0.1
for it in range(200):
    loss, grads = loss_and_grads(X, y, params, reg)
    sgd(params, grads)
    if it % 20 == 0:
        print('iteration %d / %d: loss %f' % (it, 200, loss))
