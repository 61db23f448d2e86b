import numpy as np


class Net:
    def __init__(self, shape):
        r = np.random.default_rng(9)
        self.W1 = r.normal(size=shape[:2]) * .4
        self.b1 = np.zeros((1, shape[1]))
        self.W2 = r.normal(size=shape[1:]) * .4
        self.b2 = np.zeros((1, shape[2]))

    def predict(self, X):
        self.H = np.maximum(X @ self.W1 + self.b1, 0)
        return self.H @ self.W2 + self.b2

    def cost(self, X, Y):
        return np.sum((self.predict(X) - Y) ** 2) / X.shape[0]

    def backprop(self, X, Y):
        delta2 = 2 * (self.predict(X) - Y) / X.shape[0]
        delta1 = (delta2 @ self.W2.T) * (self.H > 0)
        self.dW2 = self.H.T @ delta2
        self.db2 = np.sum(delta2, axis=0, keepdims=True)
        self.dW1 = X.T @ delta1
        self.db1 = np.mean(delta1, axis=0, keepdims=True)

    def train(self, X, Y, epochs=100, lr=0.05, decay=0.99):
        for epoch in range(epochs):
            self.backprop(X, Y)
            for name in ("W1", "b1", "W2", "b2"):
                setattr(self, name, getattr(self, name) - lr * getattr(self, "d" + name))
            lr *= decay
            if epoch % 25 == 0:
                print("epoch", epoch, "cost", self.cost(X, Y))


gen = np.random.default_rng(0)
X = gen.normal(size=(22, 3))
Y = np.column_stack((X[:, 0] ** 2, X[:, 1] - X[:, 2]))
net = Net((3, 9, 2))
for rnd in range(3):
    net.train(X, Y)
