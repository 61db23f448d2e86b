import numpy as np

class Linear:
    def __init__(self, n_in, n_out):
        self.w = np.random.normal(0, 1 / np.sqrt(n_in), (n_out, n_in))
        self.b = np.zeros((n_out, 1))
        self.w_grad = np.zeros_like(self.w)
        self.b_grad = np.zeros_like(self.b)

    def __call__(self, x):
        self.x = x
        return self.w @ x + self.b

    def back(self, g):
        self.w_grad += g @ self.x.T
        self.b_grad += g.sum(axis=1, keepdims=True)
        return self.w.T @ g

    def zero_grad(self):
        self.b_grad[:] = 0

    def update(self, lr):
        self.w -= lr * self.w_grad
        self.b -= lr * self.b_grad


class Sigmoid:
    def __call__(self, x):
        self.s = 1 / (1 + np.exp(-x))
        return self.s

    def back(self, g):
        return g * self.s * (1 - self.s)


class Net:
    def __init__(self):
        self.l1, self.act, self.l2 = Linear(2, 6), Sigmoid(), Linear(6, 1)

    def __call__(self, x):
        return self.l2(self.act(self.l1(x)))

    def back(self, g):
        self.l1.back(self.act.back(self.l2.back(g)))


np.random.seed(70)
x = np.random.uniform(-1, 1, (2, 50))
y = (x[:1] ** 2 + x[1:] ** 2)

net = Net()
lr = 0.02
for epoch in range(200):
    for layer in (net.l1, net.l2):
        layer.zero_grad()
    out = net(x)
    loss = 0.5 * ((out - y) ** 2).mean()
    net.back((out - y) / y.shape[1])
    net.l1.update(lr)
    net.l2.update(lr)
    if epoch % 50 == 0:
        print(epoch, loss)
