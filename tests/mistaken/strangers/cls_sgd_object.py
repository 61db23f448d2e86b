import numpy as np

class SGD:
    def __init__(self, lr=0.1):
        self.lr = lr

    def step(self, model):
        for p, g in zip(model.params, model.grads):
            p -= self.lr * g

class Model:
    def __init__(self, sizes):
        np.random.seed(33)
        i, h, o = sizes
        self.params = [np.random.randn(i, h) * 0.5, np.zeros((1, h)), np.random.randn(h, o) * 0.5, np.zeros((1, o))]
        self.grads = [np.zeros_like(p) for p in self.params]

    def predict(self, X):
        W1, b1, W2, b2 = self.params
        self.X = X
        self.Z1 = X @ W1 + b1
        self.A1 = np.where(self.Z1 > 0, self.Z1, 0.1 * self.Z1)   # leaky
        self.out = self.A1 @ W2 + b2
        return self.out

    def backward(self, Y):
        W2 = self.params[2]
        dout = 2 * (self.out - Y) / Y.size
        self.grads[2] = self.A1.T @ dout
        self.grads[3] = np.full((1, Y.shape[1]), np.sum(dout))
        dA1 = dout @ W2.T
        dZ1 = dA1 * np.where(self.Z1 > 0, 1.0, -0.1)
        self.grads[0] = self.X.T @ dZ1
        self.grads[1] = np.sum(dZ1, axis=0, keepdims=True)

def mean_squared_error(a, b):
    return np.mean((a - b) ** 2)

# toy data: two outputs from four inputs
rng = np.random.RandomState(1)
X = rng.randn(40, 4)
Y = np.stack([X[:, 0] * X[:, 1], np.abs(X[:, 2]) - X[:, 3]], axis=1) + 0.05 * rng.randn(40, 2)

model = Model((4, 10, 2))
opt = SGD(lr=0.05)
for epoch in range(400):
    pred = model.predict(X)
    loss = mean_squared_error(pred, Y)
    model.backward(Y)
    opt.step(model)
    if epoch % 80 == 0:
        print("epoch:", epoch, " loss:", loss)
