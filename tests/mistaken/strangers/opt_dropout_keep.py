import numpy as np

np.random.seed(321)


def init_state(n_in, n_hidden):
    return {'W1': np.random.randn(n_in, n_hidden) * 0.5, 'b1': np.zeros((1, n_hidden)),
            'W2': np.random.randn(n_hidden, 1) * 0.5, 'b2': np.zeros((1, 1))}


def predict(state, x):
    a = np.tanh(x @ state['W1'] + state['b1'])
    return 1 / (1 + np.exp(-(a @ state['W2'] + state['b2'])))


def train_batch(state, x, y, lr, keep_prob):
    m = x.shape[0]
    a = np.tanh(x @ state['W1'] + state['b1'])
    D = (np.random.rand(*a.shape) < keep_prob).astype(float) / keep_prob
    ad = a * D
    p = 1 / (1 + np.exp(-(ad @ state['W2'] + state['b2'])))
    loss = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / m

    dz2 = (p - y) / m
    dW2 = ad.T @ dz2
    db2 = np.sum(dz2, axis=0, keepdims=True)
    dad = dz2 @ state['W2'].T
    da = dad * D / keep_prob
    dz1 = da * (1 - a ** 2)
    dW1 = x.T @ dz1
    db1 = np.sum(dz1, axis=0, keepdims=True)

    for key, g in (('W1', dW1), ('b1', db1), ('W2', dW2), ('b2', db2)):
        state[key] -= lr * g
    return loss


X = np.random.randn(63, 3)
Y = (X[:, [0]] + X[:, [1]] * X[:, [2]] > 0).astype(float)
state = init_state(3, 14)
for epoch in range(120):
    losses = []
    shuffle = np.random.permutation(63)
    for s in range(0, 63, 21):
        rows = shuffle[s:s + 21]
        losses.append(train_batch(state, X[rows], Y[rows], 0.2, 0.8))
    if epoch % 20 == 0:
        print(epoch, np.mean(losses), 'accuracy', np.mean((predict(state, X) > 0.5) == Y))
