import numpy as np

class NeuralNetwork:
    def __init__(self, x, y):
        np.random.seed(1)
        self.input = x
        self.weights1 = np.random.rand(self.input.shape[1], 4)
        self.weights2 = np.random.rand(4, 3)
        self.weights3 = np.random.rand(3, 1)
        self.y = y
        self.output = np.zeros(self.y.shape)

    @staticmethod
    def sigmoid(t):
        return 1 / (1 + np.exp(-t))

    @staticmethod
    def slope(p):
        return p * (1 - p)

    def feedforward(self):
        self.layer1 = self.sigmoid(np.dot(self.input, self.weights1))
        self.layer2 = self.sigmoid(np.dot(self.layer1, self.weights2))
        self.output = self.sigmoid(np.dot(self.layer2, self.weights3))
        return self.output

    def loss(self):
        return np.sum((self.y - self.output) ** 2)

    def backprop(self):
        delta3 = 2 * (self.y - self.output) * self.slope(self.output)
        d_weights3 = np.dot(self.layer2.T, delta3)
        delta2 = np.dot(delta3, self.weights3.T) * self.slope(self.layer2)
        d_weights2 = np.dot(self.layer1.T, 2 * delta2)
        delta1 = np.dot(delta2, self.weights2.T) * self.slope(self.layer1)
        d_weights1 = np.dot(self.input.T, delta1)

        self.weights1 += d_weights1
        self.weights2 += d_weights2
        self.weights3 += d_weights3

X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
y = np.array([[0], [1], [1], [0]], dtype=float)
NN = NeuralNetwork(X, y)
for i in range(1500):
    NN.feedforward()
    if i % 100 == 0 and i < 300:
        print("for iteration # " + str(i))
        print("Loss: " + str(NN.loss()))
    NN.backprop()
print(NN.feedforward())
