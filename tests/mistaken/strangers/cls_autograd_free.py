import numpy as np
np.random.seed(77)

# writing a mini framework in the style of PyTorch to understand it
class Linear:
    def __init__(self, fan_in, fan_out):
        k = 1 / np.sqrt(fan_in)
        self.w = np.random.uniform(-k, k, (fan_in, fan_out))
        self.b = np.random.uniform(-k, k, (fan_out,))
        self.grad_w = np.zeros_like(self.w)
        self.grad_b = np.zeros_like(self.b)

    def forward(self, inp):
        self.inp = inp
        return inp @ self.w + self.b

    def backward(self, grad_out):
        self.grad_w += self.inp.T @ grad_out
        self.grad_b += grad_out.sum(0)
        return grad_out @ self.w.T

    def step(self, lr):
        self.w -= lr * self.grad_w
        self.b -= lr * self.grad_b

class Tanh:
    def forward(self, inp):
        self.out = np.tanh(inp)
        return self.out

    def backward(self, grad_out):
        return grad_out * (1 - self.out ** 2)

x = np.random.randn(24, 3)
t = (x[:, :1] - 0.5 * x[:, 1:2] * x[:, 2:]) + np.random.randn(24, 1) * 0.03

l1, act, l2 = Linear(3, 7), Tanh(), Linear(7, 1)

for epoch in range(200):
    pred = l2.forward(act.forward(l1.forward(x)))
    loss = np.mean((pred - t) ** 2)
    grad = 2 * (pred - t) / t.size
    l1.backward(act.backward(l2.backward(grad)))
    for layer in (l1, l2):
        layer.step(0.002)
    if epoch % 25 == 0:
        print("epoch", epoch, "loss", loss)
