import numpy as np

class Module:
    params = ()
    def __call__(self, x):
        return self.forward(x)

class Linear(Module):
    params = ('W', 'b')
    def __init__(self, i, o, rng):
        self.W = rng.standard_normal((i, o)) / np.sqrt(i)
        self.b = np.zeros(o)
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, g):
        self.gW = self.x.T @ g
        self.gb = g.sum(0)
        return g @ self.W.T

class ELU(Module):
    def forward(self, x):
        self.y = np.where(x > 0, x, np.expm1(np.minimum(x, 0)))
        return self.y
    def backward(self, g):
        # slope from the output: exp(x) = y + 1 on the negative side
        return g * np.where(self.y > 0, 1.0, self.y + 1.0)

class Sequential(Module):
    def __init__(self, *mods):
        self.mods = mods
    def forward(self, x):
        for m in self.mods:
            x = m(x)
        return x
    def backward(self, g):
        for m in reversed(self.mods):
            g = m.backward(g)
    def step(self, lr):
        for m in self.mods:
            for name in m.params:
                setattr(m, name, getattr(m, name) - lr * getattr(m, 'g' + name))

rng = np.random.default_rng(44)
X = rng.standard_normal((40, 3))
Y = np.c_[X[:, 0] ** 2, X[:, 1] - X[:, 2]]
model = Sequential(Linear(3, 8, rng), ELU(), Linear(8, 6, rng), ELU(), Linear(6, 2, rng))
for epoch in range(300):
    pred = model(X)
    loss = np.mean((pred - Y) ** 2)
    model.backward((pred - Y) / len(X))     # mean over 2 outputs: 2 / (2 n)
    model.step(0.05)
    if epoch % 60 == 0:
        print(f'{epoch:5d} {loss:.5f}')
