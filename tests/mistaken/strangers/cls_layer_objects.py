import numpy as np

class Linear:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0)
        return grad @ self.W.T

class ReLU:
    def forward(self, x):
        self.out = np.maximum(x, 0)
        return self.out

    def backward(self, grad):
        return grad * (self.out > 0)

class SoftmaxCE:
    def forward(self, logits, labels):
        e = np.exp(logits - logits.max(axis=1, keepdims=True))
        self.p = e / e.sum(axis=1, keepdims=True)
        self.labels = labels
        return -np.log(self.p[range(len(labels)), labels]).mean()

    def backward(self):
        g = self.p.copy()
        g[range(len(self.labels)), self.labels] -= 1
        return g / len(self.labels)

class SGD:
    def __init__(self, layers, lr):
        self.layers = [l for l in layers if hasattr(l, 'W')]
        self.lr = lr

    def step(self):
        for l in self.layers:
            l.W -= self.lr * l.dW
            l.b -= self.lr * l.db

rng = np.random.default_rng(0)
labels = rng.integers(0, 4, 60)
X = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])[labels] + 0.4 * rng.normal(size=(60, 2))

model = [Linear(2, 8, rng), ReLU(), Linear(8, 5, rng), ReLU(), Linear(5, 4, rng)]
criterion = SoftmaxCE()
optim = SGD(model, lr=0.2)

for epoch in range(200):
    out = X
    for layer in model:
        out = layer.forward(out)
    loss = criterion.forward(out, labels)
    grad = criterion.backward()
    for layer in reversed(model):
        grad = layer.backward(grad)
    optim.step()
    if epoch % 40 == 0:
        print(f"epoch {epoch}: {loss:.4f}")
