import numpy as np

EPS = 1e-12


def load():
    rs = np.random.RandomState(13)
    bp = rs.normal(0, 1, 31)
    chol = rs.normal(0, 1, 31)
    smoker = rs.binomial(1, 0.4, 31)
    X = np.vstack([bp, chol, smoker, np.ones(31)]).T       # last column = bias input
    Y = (0.9 * bp + 0.8 * chol + smoker + 0.4 * rs.normal(size=31) > 0.5) * 1.0
    return X, Y.reshape(31, 1)


def weights():
    rs = np.random.RandomState(14)
    return rs.normal(0, 0.4, (4, 5)), rs.normal(0, 0.4, (5, 1))


def logistic(a):
    return 1 / (1 + np.exp(-a))


def feedforward(X, w, v):
    hidden = logistic(np.matmul(X, w))
    output = logistic(np.matmul(hidden, v))
    return hidden, output


def binary_loss(o, Y):
    return -np.sum(Y * np.log(o + EPS) + (1 - Y) * np.log(1 - o + EPS))


def backprop(X, Y, hidden, output, v):
    out_delta = (output - Y) * output * (1 - output)
    grad_v = np.matmul(hidden.T, out_delta)
    hid_delta = np.matmul(out_delta, v.T) * hidden * (1 - hidden)
    grad_w = np.matmul(X.T, hid_delta)
    return grad_w, grad_v


X, Y = load()
w, v = weights()
for epoch in range(1, 601):
    hidden, output = feedforward(X, w, v)
    grad_w, grad_v = backprop(X, Y, hidden, output, v)
    w = w - 0.1 * grad_w
    v = v - 0.1 * grad_v
    if epoch % 100 == 0:
        print("epoch %d  loss %.4f" % (epoch, binary_loss(output, Y)))
