import numpy as np

class Adam:
    def __init__(self, theta, lr=0.01, b1=0.9, b2=0.99):
        self.theta, self.lr, self.b1, self.b2 = theta, lr, b1, b2
        self.m = {k: 0.0 for k in theta}
        self.s = {k: 0.0 for k in theta}
        self.t = 0

    def update(self, g):
        self.t += 1
        for k in self.theta:
            self.m[k] = self.b1 * self.m[k] + (1 - self.b1) * g[k]
            self.s[k] = self.b2 * self.s[k] + (1 - self.b2) * np.square(g[k])
            m_hat = self.m[k] / (1 - self.b1 ** self.t)
            s_hat = self.s[k] / (1 - self.b2 ** self.t)
            self.theta[k] -= self.lr * m_hat / (np.sqrt(s_hat) + 1e-8)

class DropoutNet:
    def __init__(self, n_in, n_hid, p=0.25):
        self.p = p
        self.theta = {"Wa": np.random.randn(n_in, n_hid) * 0.5, "ba": np.zeros(n_hid),
                      "Wb": np.random.randn(n_hid, 1) * 0.5, "bb": np.zeros(1)}

    def loss(self, X, y, training=True):
        th = self.theta
        self.z = X @ th["Wa"] + th["ba"]
        self.h = np.maximum(self.z, 0)
        if training:
            self.mask = (np.random.random(self.h.shape) > self.p) / (1 - self.p)
        else:
            self.mask = np.ones_like(self.h)
        self.dropped = self.h * self.mask
        self.yhat = self.dropped @ th["Wb"] + th["bb"]
        return np.mean((self.yhat - y) ** 2)

    def backward(self, X, y):
        g = {}
        delta = 2 * (self.yhat - y) / len(y)
        g["Wb"] = self.h.T @ delta
        g["bb"] = delta.sum(axis=0)
        dh = delta @ self.theta["Wb"].T * self.mask
        dz = dh * (self.z > 0)
        g["Wa"] = X.T @ dz
        g["ba"] = dz.sum(axis=0)
        return g

np.random.seed(71)
X = np.random.uniform(-1, 1, (40, 3))
y = np.sum(X ** 2, axis=1, keepdims=True) + 0.05 * np.random.randn(40, 1)
net = DropoutNet(3, 14)
opt = Adam(net.theta)
for epoch in range(401):
    loss = net.loss(X, y)
    opt.update(net.backward(X, y))
    if epoch % 80 == 0:
        print(epoch, "train loss", round(loss, 4), "eval loss", round(net.loss(X, y, training=False), 4))
