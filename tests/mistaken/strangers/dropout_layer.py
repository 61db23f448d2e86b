import numpy as np

class Dropout:
    def __init__(self, rate):
        self.rate = rate
        self.training = True

    def forward(self, x):
        if not self.training:
            return x
        self.mask = np.random.binomial(1, 1 - self.rate, size=x.shape)
        return x * self.mask / (1 - self.rate)

    def backward(self, dout):
        return dout * self.mask

class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T

class ReLU:
    def forward(self, x):
        self.dead = x <= 0
        out = x.copy()
        out[self.dead] = 0
        return out

    def backward(self, dout):
        dout[self.dead] = 0
        return dout

class BCEWithLogits:
    def forward(self, z, t):
        self.z, self.t = z, t
        return np.mean(np.maximum(z, 0) - z * t + np.log1p(np.exp(-np.abs(z))))

    def backward(self):
        return (1 / (1 + np.exp(-self.z)) - self.t) / self.t.size

np.random.seed(19)
fc1 = Affine(np.random.randn(4, 9) * .5, np.zeros(9))
fc2 = Affine(np.random.randn(9, 1) * .5, np.zeros(1))
stack = [fc1, ReLU(), Dropout(0.3), fc2]
criterion = BCEWithLogits()
X = np.random.randn(32, 4)
T = (X[:, [0]] + X[:, [3]] > 0).astype(float)

for it in range(250):
    z = X
    for module in stack:
        z = module.forward(z)
    loss = criterion.forward(z, T)
    d = criterion.backward()
    for module in reversed(stack):
        d = module.backward(d)
    for fc in (fc1, fc2):
        fc.W -= 0.3 * fc.dW
        fc.b -= 0.3 * fc.db
    if it % 50 == 0:
        print(it, loss)
stack[2].training = False
