import numpy as np

# fake "iris": 2 measurements, 2 classes, logistic output
def make_data(n=40, seed=0):
    r = np.random.RandomState(seed)
    a = r.multivariate_normal([1.4, 0.2], [[0.05, 0.0], [0.0, 0.02]], n // 2)
    b = r.multivariate_normal([1.7, 0.5], [[0.08, 0.01], [0.01, 0.04]], n // 2)
    X = np.concatenate([a, b])
    y = np.concatenate([np.zeros(n // 2), np.ones(n // 2)])[:, None]
    return X - X.mean(axis=0), y

def init(nin, nhid, nout, seed=1):
    r = np.random.RandomState(seed)
    return [r.randn(nin, nhid), np.zeros((1, nhid)), r.randn(nhid, nout), np.zeros((1, nout))]

def gradients(theta, X, y):
    W1, b1, W2, b2 = theta
    H = np.tanh(X.dot(W1) + b1)
    O = 1 / (1 + np.exp(-H.dot(W2) - b2))
    # mean squared error over the data set
    loss = np.mean((O - y) ** 2)

    d2 = (O - y) * O * (1 - O)
    d1 = d2.dot(W2.T) * (1 - H ** 2)
    return loss, [X.T.dot(d1), d1.sum(0, keepdims=True), H.T.dot(d2), d2.sum(0, keepdims=True)]

def fit(X, y, hidden=5, lr=0.1, epochs=500):
    theta = init(X.shape[1], hidden, 1)
    losses = []
    for e in range(epochs):
        loss, grad = gradients(theta, X, y)
        losses.append(loss)
        for param, g in zip(theta, grad):
            param -= lr * g
        if e % 100 == 0:
            print("epoch", e, "mse", loss)
    return theta, losses

X, y = make_data()
theta = init(2, 5, 1) 
theta, losses = fit(X, y)
print("first / last:", losses[0], losses[-1])
