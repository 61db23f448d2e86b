import numpy as np

class BatchNorm:
    """Normalises each column over the batch; compact backward as in the well-known blog post."""
    def __init__(self, d, eps=1e-5):
        self.gamma, self.beta, self.eps = np.ones(d), np.zeros(d), eps

    def forward(self, x):
        mu = x.mean(axis=0)
        xc = x - mu
        var = (xc ** 2).mean(axis=0)
        self.istd = 1.0 / np.sqrt(var + self.eps)
        self.xhat = xc * self.istd
        return self.gamma * self.xhat + self.beta

    def backward(self, dy):
        N = dy.shape[0]
        self.dbeta = dy.sum(axis=0)
        self.dgamma = (dy * self.xhat).sum(axis=0)
        return self.gamma * self.istd / N * (N * dy - self.dbeta - self.xhat * self.dgamma)

class Net:
    def __init__(self, i, h, o, seed=1):
        r = np.random.RandomState(seed)
        self.A, self.C = r.randn(i, h), r.randn(h, o)
        self.c = np.zeros(o)
        self.bn = BatchNorm(h)      # no bias in front of it: the mean is taken away anyway

    def loss(self, X, T):
        self.X, self.T = X, T
        self.H = np.maximum(self.bn.forward(X @ self.A), 0)
        self.D = self.H @ self.C + self.c - T
        return (self.D ** 2).mean()

    def train_step(self, lr):
        g = 2 * self.D / self.D.size
        dC, dc = self.H.T @ g, g.sum(0)
        dA = self.X.T @ self.bn.backward(np.where(self.H > 0, g @ self.C.T, 0))
        for p, d in ((self.A, dA), (self.C, dC), (self.c, dc), (self.bn.gamma, self.bn.dgamma), (self.bn.beta, self.bn.dbeta)):
            p -= lr * d

rs = np.random.RandomState(3)
X = rs.randn(26, 3)
T = np.c_[X[:, 0] ** 2, X[:, 1] * X[:, 2]]
net = Net(3, 8, 2)
for k in range(300):
    L = net.loss(X, T)
    net.train_step(0.1)
    if k % 60 == 0:
        print(k, L)
