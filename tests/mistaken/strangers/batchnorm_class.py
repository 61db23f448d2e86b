import numpy as np


class BNNet:
    """Two layers with a batch-norm between them, written out by hand."""

    def __init__(self, d, h, k, eps=1e-5):
        r = np.random.RandomState(5)
        self.W1 = r.randn(d, h) * 0.3
        self.gamma = np.ones(h)
        self.beta = np.zeros(h)
        self.W2 = r.randn(h, k) * 0.3
        self.b2 = np.zeros(k)
        self.eps = eps
        self.running_mean = np.zeros(h)
        self.running_var = np.ones(h)

    def loss_and_grads(self, X, Y):
        n = X.shape[0]
        a = X.dot(self.W1)
        mu = a.mean(axis=0)
        var = a.var(axis=0)
        self.running_mean = 0.9 * self.running_mean + 0.1 * mu
        self.running_var = 0.9 * self.running_var + 0.1 * var
        inv = 1.0 / np.sqrt(var + self.eps)
        xhat = (a - mu) * inv
        bn = self.gamma * xhat + self.beta
        h = np.tanh(bn)
        out = h.dot(self.W2) + self.b2
        diff = out - Y
        loss = np.sum(diff ** 2) / n

        dout = 2.0 * diff / n
        grads = {}
        grads["W2"] = h.T.dot(dout)
        grads["b2"] = dout.sum(axis=0)
        dbn = dout.dot(self.W2.T) * (1 - h ** 2)
        grads["gamma"] = np.sum(dbn * xhat, axis=0)
        grads["beta"] = np.sum(dbn, axis=0)
        dxhat = dbn * self.gamma
        da = inv / n * (n * dxhat - dxhat.sum(axis=0) - xhat * np.sum(dxhat * xhat, axis=0))
        grads["W1"] = X.T.dot(da)
        return loss, grads


rs = np.random.RandomState(0)
X = rs.randn(20, 4)
Y = np.stack([X[:, 0] * X[:, 1], X[:, 2]], axis=1)
net = BNNet(4, 7, 2)
for epoch in range(100):
    loss, grads = net.loss_and_grads(X, Y)
    for name, g in grads.items():
        setattr(net, name, getattr(net, name) - 0.05 * g)
    if epoch % 25 == 0:
        print(epoch, loss)
