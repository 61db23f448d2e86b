import numpy as np
class Dense:
    def __init__(self, n_in, n_out, rng):
        self.weight = rng.normal(0, 0.5, (n_in, n_out))
        self.bias = np.zeros((1, 1))  # shape-grows
    def forward(self, x):
        self.x = x
        return x @ self.weight + self.bias
    def backward(self, g, lr):
        back = g @ self.weight.T
        self.weight -= lr * (self.x.T @ g)
        self.bias = self.bias - lr * g.sum(axis=0, keepdims=True)
        return back
rng = np.random.default_rng(1)
X = rng.normal(size=(20, 3))
T = np.sin(X[:, :2])
one, two = Dense(3, 4, rng), Dense(4, 2, rng)
for epoch in range(50):
    a = one.forward(X)
    h = np.tanh(a)
    out = two.forward(h)
    loss = np.mean((out - T) ** 2)
    g = 2 * (out - T) / T.size
    g = two.backward(g, 0.1) * (1 - h ** 2)
    one.backward(g, 0.1)
print(loss)
