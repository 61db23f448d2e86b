# layers as objects, backward() also does the step (gradient to the left is taken first)
import numpy as np

class Affine:
    def __init__(self, nin, nout, lr):
        self.w = np.random.randn(nout, nin) / np.sqrt(nin)
        self.b = np.zeros((nout, 1))
        self.lr = lr

    def __call__(self, x):
        self.x = x
        return self.w @ x + self.b

    def backward(self, grad):
        to_left = self.w.T @ grad
        self.w -= self.lr * (grad @ self.x.T)
        self.b -= self.lr * grad.sum(axis=1, keepdims=True)
        return to_left

class ReLU:
    def __call__(self, x):
        self.y = np.maximum(x, 0)
        return self.y

    def backward(self, grad):
        return grad * (self.y > 0)

class SigmoidBCE:
    """sigmoid and binary cross-entropy in one box"""
    def __call__(self, z, t):
        self.p, self.t = 1 / (1 + np.exp(-z)), t
        return float(-(t * np.log(self.p) + (1 - t) * np.log(1 - self.p)).mean())

    def backward(self):
        return (self.p - self.t) / self.t.size

np.random.seed(64)
x = np.random.randn(3, 32)                       # one column = one sample
t = (x[0] * x[1] + 0.2 * np.random.randn(32) > 0).astype(float).reshape(1, -1)

layers = [Affine(3, 8, 0.3), ReLU(), Affine(8, 5, 0.3), ReLU(), Affine(5, 1, 0.3)]
head = SigmoidBCE()

for epoch in range(240):
    v = x
    for layer in layers:
        v = layer(v)
    loss = head(v, t)
    grad = head.backward()
    for layer in layers[::-1]:
        grad = layer.backward(grad)
    if epoch % 40 == 0:
        print(f"{epoch=} {loss=:.4f}")
