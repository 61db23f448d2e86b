import numpy as np


class NeuralNetwork:
    """A network with one hidden layer, trained by full-batch gradient descent.

    >>> net = NeuralNetwork(6, 5, 2)
    """

    def __init__(self, n_input, n_hidden, n_output, learning_rate=0.7):
        rng = np.random.default_rng(21)
        self.w1 = rng.normal(0, 0.8, (n_input, n_hidden))
        self.b1 = rng.normal(0, 0.5, (1, n_hidden))
        self.w2 = rng.normal(0, 0.8, (n_hidden, n_output))
        self.b2 = rng.normal(0, 0.5, (1, n_output))
        self.learning_rate = learning_rate

    def sigmoid(self, z):
        return 1.0 / (1.0 + np.exp(-z))

    def sigmoid_prime(self, z):
        s = self.sigmoid(z)
        return s * (1 - s)

    def feedforward(self, x):
        self.x = x
        self.z1 = np.dot(x, self.w1) + self.b1
        self.a1 = self.sigmoid(self.z1)
        self.z2 = np.dot(self.a1, self.w2) + self.b2
        self.a2 = self.sigmoid(self.z2)
        return self.a2

    def loss(self, y):
        return 0.5 * np.mean(np.sum((self.a2 - y) ** 2, axis=1))

    def backprop(self, y):
        n = y.shape[0]
        delta2 = (self.a2 - y) * self.sigmoid_prime(self.z2) / n
        self.dw2 = np.dot(self.a1.T, delta2)
        self.db2 = np.sum(delta2, axis=0, keepdims=True)
        delta1 = np.dot(delta2, self.w2.T) * self.sigmoid_prime(self.a1)
        self.dw1 = np.dot(self.x.T, delta1)
        self.db1 = np.sum(delta1, axis=0, keepdims=True)

    def update(self):
        self.w1 -= self.learning_rate * self.dw1
        self.b1 -= self.learning_rate * self.db1
        self.w2 -= self.learning_rate * self.dw2
        self.b2 -= self.learning_rate * self.db2

    def train(self, x, y, epochs):
        for epoch in range(epochs):
            self.feedforward(x)
            self.backprop(y)
            self.update()
            if epoch % 500 == 0:
                print("Epoch", epoch, "Loss", self.loss(y))


# 3x2 pixel pictures: is the top row or the bottom row brighter?
generator = np.random.default_rng(4)
pixels = generator.random((33, 6))
top_brighter = pixels[:, :3].sum(axis=1) > pixels[:, 3:].sum(axis=1)
wanted = np.where(top_brighter[:, None], [1.0, 0.0], [0.0, 1.0])

net = NeuralNetwork(6, 5, 2)
net.train(pixels, wanted, 3000)
guess = net.feedforward(pixels).argmax(axis=1)
print("correct:", np.sum(guess == wanted.argmax(axis=1)), "of", len(pixels))
