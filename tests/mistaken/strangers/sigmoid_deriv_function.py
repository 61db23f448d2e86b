import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))

def init(n_in, n_hidden, n_out, seed=0):
    r = np.random.RandomState(seed)
    return r.randn(n_in, n_hidden), np.zeros(n_hidden), r.randn(n_hidden, n_out), np.zeros(n_out)

def forward(x, w1, b1, w2, b2):
    z1 = np.dot(x, w1) + b1
    a1 = sigmoid(z1)
    z2 = np.dot(a1, w2) + b2
    a2 = sigmoid(z2)
    return z1, a1, z2, a2

def cost(a2, y):
    return 0.5 * np.sum((a2 - y) ** 2)

def backprop(x, y, params):
    w1, b1, w2, b2 = params
    z1, a1, z2, a2 = forward(x, *params)
    delta2 = (a2 - y) * sigmoid_derivative(z2)
    delta1 = np.dot(delta2, w2.T) * sigmoid_derivative(a1)
    return cost(a2, y), np.dot(x.T, delta1), delta1.sum(axis=0), np.dot(a1.T, delta2), delta2.sum(axis=0)

def train(x, y, epochs=400, lr=0.5):
    params = list(init(x.shape[1], 5, y.shape[1]))
    for e in range(epochs):
        c, *grads = backprop(x, y, params)
        params = [p - lr * g for p, g in zip(params, grads)]
        if e % 100 == 0:
            print("cost:", c)
    return params

x = np.array([[0, 0], [0, 1], [1, 0], [1, 1], [.5, .2]], dtype=float)
y = np.array([[0, 1], [1, 0], [1, 0], [0, 1], [1, 1]], dtype=float)
p = train(x, y)
print(np.round(forward(x, *p)[-1], 2))
