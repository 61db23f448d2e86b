import numpy as np


class MLP:
    def __init__(self, n_in, n_hidden, n_out, lr=0.5, seed=0):
        rng = np.random.RandomState(seed)
        self.lr = lr
        self.W1 = rng.uniform(-1, 1, (n_in, n_hidden))
        self.b1 = rng.uniform(-1, 1, n_hidden)
        self.W2 = rng.uniform(-1, 1, (n_hidden, n_out))
        self.b2 = rng.uniform(-1, 1, n_out)

    @staticmethod
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    @staticmethod
    def sigmoid_prime(z):
        return np.exp(-z) / (1 + np.exp(-z)) ** 2

    def forward(self, X):
        self.X = X
        self.z1 = np.dot(X, self.W1) + self.b1
        self.a1 = self.sigmoid(self.z1)
        self.z2 = np.dot(self.a1, self.W2) + self.b2
        self.a2 = self.sigmoid(self.z2)
        return self.a2

    def loss(self, y):
        return np.sum((y - self.a2) ** 2) / (2 * y.shape[0])

    def backward(self, y):
        n = y.shape[0]
        self.delta2 = (self.a2 - y) * self.sigmoid_prime(self.z2) / n
        self.dW2 = np.dot(self.a1.T, self.delta2)
        self.db2 = np.sum(self.delta2, axis=0)
        self.delta1 = np.dot(self.delta2, self.W2.T) * self.sigmoid_prime(self.z1)
        self.dW1 = np.dot(self.X.T, self.delta1)
        self.db1 = np.sum(self.delta1, axis=0)

    def update(self):
        self.W1 -= self.lr * self.dW1
        self.b1 -= self.lr * self.db1
        self.W2 -= self.lr * self.dW2
        self.b2 -= self.lr * self.db2

    def fit(self, X, y, epochs):
        for epoch in range(epochs):
            self.forward(X)
            loss = self.loss(y)
            self.backward(y)
            self.update()
        return loss


if __name__ == "__main__":
    X = np.array([[0.0, 0.1], [0.2, 1.0], [1.0, 0.0], [0.9, 0.8], [0.4, 0.6]])
    y = np.array([[0, 1.0], [1, 0.5], [1, 0.2], [0, 0.9], [1, 1]])
    print("loss", MLP(2, 3, 2).fit(X, y, epochs=500))
