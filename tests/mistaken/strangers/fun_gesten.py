import numpy as np

# Recognise 3 hand gestures from 4 capacitive pads
def make_gestures(n_each=12, seed=7):
    r = np.random.RandomState(seed)
    centres = np.array([[1, 0, 0, .5], [0, 1, .3, 0], [.4, 0, 1, 1.]])
    X = np.concatenate([c + 0.35 * r.randn(n_each, 4) for c in centres])
    y = np.repeat(np.arange(3), n_each)
    return X, y

def batches(X, y, size, r):
    order = r.permutation(len(X))
    for s in range(0, len(X), size):
        idx = order[s:s + size]
        yield X[idx], y[idx]

def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

def forward(X, theta):
    W, b, V, c = theta
    a = X.dot(W) + b
    h = a * (a > 0)
    return h, softmax(h.dot(V) + c)

def loss_fn(p, y):
    return -np.mean(np.log(p[np.arange(len(y)), y]))

def gradients(X, y, theta):
    W, b, V, c = theta
    h, p = forward(X, theta)
    onehot = np.eye(3)[y]
    dlogit = (p - onehot) / len(y)
    dh = dlogit.dot(V.T)
    dh[h == 0] = 0
    return loss_fn(p, y), [X.T.dot(dh), dh.sum(0), h.T.dot(dlogit), dlogit.sum(0)]

X, y = make_gestures()
r = np.random.RandomState(1)
theta = [r.randn(4, 9) * 0.5, np.zeros(9), r.randn(9, 3) * 0.3, np.zeros(3)]
for epoch in range(60):
    summe = 0
    for xb, yb in batches(X, y, 9, r):
        L, grads = gradients(xb, yb, theta)
        theta = [p - 0.2 * g for p, g in zip(theta, grads)]
        summe += L
    if epoch % 10 == 0:
        print("epoch", epoch, "loss sum over batches", summe)
h, p = forward(X, theta)
print("accuracy", np.mean(p.argmax(1) == y))
