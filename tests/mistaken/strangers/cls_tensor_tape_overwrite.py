import numpy as np


class Tensor:
    def __init__(self, data, prev=(), fn=None):
        self.data = np.asarray(data, dtype=float)
        self.prev, self.fn = prev, fn
        self.grad = np.zeros_like(self.data)

    def backward(self):
        topo, visited = [], set()

        def walk(t):
            if id(t) in visited:
                return
            visited.add(id(t))
            for p in t.prev:
                walk(p)
            topo.append(t)
        walk(self)
        for t in topo:
            t.grad = np.zeros_like(t.data)
        self.grad = np.ones_like(self.data)
        for t in reversed(topo):
            if t.fn:
                t.fn(t.grad)


def matmul(x, y):
    def fn(g):
        x.grad += g @ y.data.T
        y.grad += x.data.T @ g
    return Tensor(x.data @ y.data, (x, y), fn)


def add(x, y):
    def fn(g):
        x.grad += g
        y.grad += g
    return Tensor(x.data + y.data, (x, y), fn)


def tanh(x):
    t = np.tanh(x.data)

    def fn(g):
        x.grad = g * (1 - t ** 2)
    return Tensor(t, (x,), fn)


def mse(x, target):
    d = x.data - target

    def fn(g):
        x.grad += g * 2 * d / d.size
    return Tensor((d ** 2).mean(), (x,), fn)


rs = np.random.RandomState(6)
X = Tensor(rs.randn(15, 3))
T = rs.randn(15, 2)
W = Tensor(rs.randn(3, 4) * 0.5)
V = Tensor(rs.randn(4, 2) * 0.5)


def model():
    u = matmul(X, W)
    h = add(tanh(u), u)      # skip connection
    return mse(matmul(h, V), T)


for it in range(100):
    L = model()
    L.backward()
    W.data -= 0.1 * W.grad
    V.data -= 0.1 * V.grad
    if it % 25 == 0:
        print(it, float(L.data))
