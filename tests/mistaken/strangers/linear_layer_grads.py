import numpy as np
np.random.seed(8)

class Linear:
    def __init__(self, n_in, n_out):
        self.weight = np.random.uniform(-1, 1, (n_out, n_in)) / np.sqrt(n_in)   # torch layout
        self.bias = np.zeros(n_out)
        self.grad_weight = np.zeros_like(self.weight)
        self.grad_bias = np.zeros_like(self.bias)
    def __call__(self, x):
        self.inp = x
        return x @ self.weight.T + self.bias
    def backward(self, grad_out):
        self.grad_weight = grad_out.T @ self.inp
        self.grad_bias += grad_out.sum(0)
        return grad_out @ self.weight

class Sigmoid:
    def __call__(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y
    def backward(self, grad_out):
        return grad_out * self.y * (1 - self.y)

class MSE:
    def __call__(self, pred, target):
        self.d = pred - target
        return np.mean(self.d ** 2)
    def backward(self):
        return 2 * self.d / self.d.size

net = [Linear(2, 5), Sigmoid(), Linear(5, 3)]
crit = MSE()
x = np.random.rand(17, 2)
t = np.column_stack([x[:, 0] + x[:, 1], x[:, 0] * x[:, 1], x[:, 0] - x[:, 1]])

for epoch in range(200):
    out = x
    for layer in net:
        out = layer(out)
    loss = crit(out, t)
    g = crit.backward()
    for layer in net[::-1]:
        g = layer.backward(g)
    for layer in net:
        if hasattr(layer, "weight"):
            layer.weight -= 0.1 * layer.grad_weight
            layer.bias -= 0.1 * layer.grad_bias
    if epoch % 50 == 0:
        print("Epoch {}: {:.5f}".format(epoch, loss))
