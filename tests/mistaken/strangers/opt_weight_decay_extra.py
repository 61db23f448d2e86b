import numpy as np

rs = np.random.RandomState(2021)
X = rs.uniform(-1, 1, (63, 2))
Y = np.sin(3 * X[:, :1]) * X[:, 1:]
w = {'h': rs.randn(2, 10), 'o': rs.randn(10, 1) * .3}
b = {'h': rs.randn(10) * .1, 'o': np.zeros(1)}
weight_decay = 1e-2


def model(x):
    hidden = np.tanh(x @ w['h'] + b['h'])
    return hidden, hidden @ w['o'] + b['o']


def objective(x, y):
    _, out = model(x)
    penalty = 0.5 * weight_decay * sum((v ** 2).sum() for v in w.values())
    return 0.5 * ((out - y) ** 2).sum() / len(x) + penalty


def gradients(x, y):
    hidden, out = model(x)
    d_out = (out - y) / len(x)
    d_hid = d_out @ w['o'].T * (1 - hidden ** 2)
    gw = {'o': hidden.T @ d_out + weight_decay * w['o'],
          'h': x.T @ d_hid + 2 * weight_decay * w['h']}
    gb = {'o': d_out.sum(axis=0), 'h': d_hid.sum(axis=0)}
    return gw, gb


for epoch in range(40):
    order = rs.permutation(len(X))
    for s in range(0, len(X), 9):
        xb, yb = X[order[s:s + 9]], Y[order[s:s + 9]]
        gw, gb = gradients(xb, yb)
        for key in w:
            w[key] -= 0.1 * gw[key]
            b[key] -= 0.1 * gb[key]
    if epoch % 10 == 0:
        print('epoch', epoch, 'objective', objective(X, Y))
