import numpy as np
class Linear:
    def __init__(self, n, m):
        self.W = np.random.randn(n, m) * 0.3
        self.b = np.zeros(m)
        self.dW = np.zeros((n, m))
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, g):
        self.dW += self.x.T @ g  # accumulated
        self.db = g.sum(axis=0)
        return g @ self.W.T
    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db
np.random.seed(0)
X = np.random.randn(25, 3)
T = np.tanh(X @ np.random.randn(3, 2))
layers = [Linear(3, 4), Linear(4, 2)]
for epoch in range(30):
    z = layers[0].forward(X)
    h = np.maximum(z, 0)
    o = layers[1].forward(h)
    loss = ((o - T) ** 2).mean()
    g = 2 * (o - T) / o.size
    g = layers[1].backward(g)
    layers[0].backward(g * (z > 0))
    for layer in layers:
        layer.step(0.1)
print(loss)
