import numpy as np

class FullyConnected:
    """y = f(x W + b)"""
    def __init__(self, inputs, outputs, act):
        self.W = np.random.randn(inputs, outputs) * 0.5
        self.b = np.zeros(outputs)
        self.act = act

    def __call__(self, x):
        self.x = x
        z = np.dot(x, self.W) + self.b
        self.out = np.tanh(z) if self.act == "tanh" else z
        return self.out

    def learn(self, upstream, lr):
        delta = upstream
        if self.act == "tanh":
            delta = upstream * (1 - self.out ** 2)
        self.W -= lr * np.dot(self.x.T, delta)
        self.b -= lr * delta.sum(axis=0)
        return np.dot(delta, self.W.T)

class Model:
    def __init__(self, sizes):
        self.layers = []
        for k in range(len(sizes) - 1):
            last = k == len(sizes) - 2
            self.layers.append(FullyConnected(sizes[k], sizes[k + 1], "linear" if last else "tanh"))

    def predict(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    def fit(self, x, t, epochs, lr):
        for e in range(epochs):
            o = self.predict(x)
            self.loss = 0.5 * np.sum((o - t) ** 2) / len(x)
            g = (o - t) / len(x)
            for layer in self.layers[::-1]:
                g = layer.learn(g, lr)
            if e % 100 == 0:
                print("epoch", e, "loss", self.loss)

np.random.seed(16)
x = np.random.uniform(-1, 1, (15, 1))
t = np.abs(x) + 0.02 * np.random.randn(15, 1)
model = Model([1, 4, 3, 1])
model.fit(x, t, 500, 0.2)
