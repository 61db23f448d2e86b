import numpy as np

np.random.seed(77)


class Net:
    def __init__(self, d, h, l1=0.005):
        self.p = {'W1': np.random.randn(d, h) * 0.4, 'b1': np.zeros(h),
                  'W2': np.random.randn(h, 1) * 0.4, 'b2': np.zeros(1)}
        self.g = {}
        self.l1 = l1

    def loss(self, x, y):
        self.x = x
        self.h = np.tanh(x @ self.p['W1'] + self.p['b1'])
        self.out = self.h @ self.p['W2'] + self.p['b2']
        mse = np.mean((self.out - y) ** 2)
        # most inputs are useless, so push their weights to zero
        return mse + self.l1 * np.abs(self.p['W1']).sum()

    def backward(self, y):
        d = 2 * (self.out - y) / y.size
        self.g['W2'] = self.h.T @ d
        self.g['b2'] = d.sum(axis=0)
        d = d @ self.p['W2'].T * (1 - self.h ** 2)
        self.g['W1'] = self.x.T @ d
        self.g['b1'] = d.sum(axis=0)


class Adam:
    def __init__(self, net, lr=0.01, b1=0.9, b2=0.999):
        self.net, self.lr, self.b1, self.b2, self.t = net, lr, b1, b2, 0
        self.m = {k: 0.0 for k in net.p}
        self.v = {k: 0.0 for k in net.p}

    def step(self):
        self.t += 1
        for k, g in self.net.g.items():
            self.m[k] = self.b1 * self.m[k] + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v[k] + (1 - self.b2) * g * g
            mh = self.m[k] / (1 - self.b1 ** self.t)
            vh = self.v[k] / (1 - self.b2 ** self.t)
            self.net.p[k] = self.net.p[k] - self.lr * mh / (np.sqrt(vh) + 1e-8)


X = np.random.randn(56, 6)
y = X[:, [1]] ** 2 - X[:, [4]] + 0.1 * np.random.randn(56, 1)
net = Net(6, 10)
opt = Adam(net)
for epoch in range(80):
    for batch in np.split(np.random.permutation(56), 4):
        loss = net.loss(X[batch], y[batch])
        net.backward(y[batch])
        opt.step()
    if epoch % 16 == 0:
        print("epoch %3d   loss %.4f" % (epoch, net.loss(X, y)))
