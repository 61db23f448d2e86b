# three classes, samples stand in COLUMNS (as in the lecture slides)
import numpy as np

rng = np.random.RandomState(5)
m, n_x, n_h, n_y = 30, 2, 6, 3
labels = rng.randint(0, n_y, size=m)
centers = np.array([[0., 2., -2.], [2., -1., -1.]])
X = centers[:, labels] + 0.6 * rng.randn(n_x, m)
Y = np.zeros((n_y, m))
Y[labels, np.arange(m)] = 1

W1 = rng.randn(n_h, n_x) * .5
b1 = np.zeros((n_h, 1))
W2 = rng.randn(n_y, n_h) * .5
b2 = np.zeros((n_y, 1))
MAXNORM = 1e6
eta = .3

for it in range(400):
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    shift = Z2.max(axis=0, keepdims=True)
    lse = shift + np.log(np.exp(Z2 - shift).sum(axis=0, keepdims=True))
    logp = Z2 - lse
    cost = -np.sum(Y * logp) / m

    # p - y, the slope of the softmax is already inside
    dZ2 = np.exp(logp)
    dZ2[labels, range(m)] -= 1
    dZ2 /= m
    dW2, db2 = dZ2 @ A1.T, dZ2.sum(axis=1, keepdims=True)
    dZ1 = np.multiply(W2.T @ dZ2, 1 - np.square(A1))
    dW1, db1 = dZ1 @ X.T, dZ1.sum(1).reshape(-1, 1)

    total = np.sqrt(sum(float((g ** 2).sum()) for g in (dW1, db1, dW2, db2)))
    if total > MAXNORM:
        dW1, db1, dW2, db2 = [g * MAXNORM / total for g in (dW1, db1, dW2, db2)]
    for param, grad in zip((W1, b1, W2, b2), (dW1, db1, dW2, db2)):
        param -= eta * grad
    if it % 100 == 0:
        print(it, cost, (Z2.argmax(0) == labels).mean())
