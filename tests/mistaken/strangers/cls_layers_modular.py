import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0)
        return grad @ self.W.T


class ReLU:
    def forward(self, x):
        self.out = np.maximum(0, x)
        return self.out

    def backward(self, grad):
        return grad * (self.out > 0)


class SoftmaxCE:
    def forward(self, logits, onehot):
        z = logits - logits.max(axis=1, keepdims=True)
        self.p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        self.t = onehot
        return -(onehot * np.log(self.p)).sum(axis=1).mean()

    def backward(self):
        return (self.p - self.t) / len(self.t)


class Net:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for l in self.layers:
            x = l.forward(x)
        return x

    def backward(self, g):
        for l in reversed(self.layers):
            g = l.backward(g)


class SGD:
    def __init__(self, net, lr):
        self.net, self.lr = net, lr

    def step(self):
        for l in self.net.layers:
            if hasattr(l, "W"):
                l.W -= self.lr * l.dW
                l.b -= self.lr * l.db


np.random.seed(10)
X = np.random.randn(60, 2)
lab = (X[:, 0] * X[:, 1] > 0).astype(int) + (np.hypot(X[:, 0], X[:, 1]) > 1.5)
T = np.eye(3)[lab]
net = Net(Linear(2, 16), ReLU(), Linear(16, 3))
crit, opt = SoftmaxCE(), SGD(net, 0.3)

for epoch in range(301):
    loss = crit.forward(net.forward(X), T)
    net.backward(crit.backward())
    opt.step()
    if epoch % 50 == 0:
        print(f"{epoch:4d} {loss:.4f}")
