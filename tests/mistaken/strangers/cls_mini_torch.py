"""A very small imitation of torch.nn, to understand how it works inside."""
import numpy as np

np.random.seed(17)


class Linear:
    def __init__(self, fan_in, fan_out):
        self.weight = np.random.uniform(-1, 1, (fan_out, fan_in)) / np.sqrt(fan_in)
        self.bias = np.zeros(fan_out)
        self.weight_grad = np.zeros_like(self.weight)
        self.bias_grad = np.zeros_like(self.bias)

    def __call__(self, x):
        self.x = x
        return x @ self.weight.T + self.bias

    def backward(self, g):
        self.weight_grad += g.T @ self.x
        self.bias_grad += g.sum(axis=0)
        return g @ self.weight


class Model:
    def __init__(self):
        self.fc1 = Linear(2, 6)
        self.fc2 = Linear(6, 1)

    def __call__(self, x):
        self.h = np.tanh(self.fc1(x))
        return self.fc2(self.h)

    def backward(self, g):
        g = self.fc2.backward(g)
        self.fc1.backward(g * (1 - self.h ** 2))


class SGD:
    def __init__(self, layers, lr):
        self.layers = layers
        self.lr = lr

    def step(self):
        for layer in self.layers:
            layer.weight -= self.lr * layer.weight_grad
            layer.bias -= self.lr * layer.bias_grad


x = np.random.uniform(-1, 1, (28, 2))
y = (x[:, :1] ** 2 - x[:, 1:]) + 0.03 * np.random.randn(28, 1)

model = Model()
opt = SGD([model.fc1, model.fc2], lr=0.01)
for epoch in range(200):
    out = model(x)
    diff = out - y
    loss = (diff ** 2).mean()
    model.backward(2 * diff / diff.size)
    opt.step()
    if epoch % 20 == 0:
        print(epoch, loss)
