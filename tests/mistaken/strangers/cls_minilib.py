import numpy as np

# mini library of layers, after a book on deep learning from scratch
class Dense:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T

class Tanh:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, dout):
        return dout * (1 - self.out ** 2)

class MeanSquares:
    def forward(self, y, t):
        self.diff = y - t
        return np.mean(self.diff ** 2)

    def backward(self):
        return 2 * self.diff / self.diff.size

class Net:
    def __init__(self, *layers):
        self.layers = layers
        self.loss = MeanSquares()

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def gradient(self, x, t):
        value = self.loss.forward(self.predict(x), t)
        d = self.loss.backward()
        for layer in reversed(self.layers):
            d = layer.backward(d)
        return value

class SGD:
    def __init__(self, lr):
        self.lr = lr

    def update(self, net):
        for layer in net.layers:
            if isinstance(layer, Dense):
                layer.W -= self.lr * layer.dW
                layer.b -= self.lr * layer.db

# wind tunnel of my kid's school project: speed, flap angle -> lift, drag
rng = np.random.default_rng(55)
X = rng.uniform(-1, 1, (36, 2))
T = np.column_stack([X[:, 0] * X[:, 1], X[:, 0] ** 2 + 0.2 * X[:, 1] ** 2]) + rng.normal(0, 0.01, (36, 2))
net = Net(Dense(2, 7, rng), Tanh(), Dense(7, 5, rng), Tanh(), Dense(5, 2, rng))
sgd = SGD(0.3)
for epoch in range(500):
    value = net.gradient(X, T)
    sgd.update(net)
    if epoch % 100 == 0:
        print("epoch", epoch, "loss", value)
