import numpy as np

class Layer:
    def __init__(self, n_inputs, n_neurons):
        self.weights = 0.5 * np.random.randn(n_inputs, n_neurons)
        self.biases = np.zeros((1, n_neurons))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.tanh(np.dot(inputs, self.weights) + self.biases)
        return self.output

    def backward(self, dvalues, lr):
        dz = dvalues * (1 - self.output ** 2)
        self.weights -= lr * np.dot(self.inputs.T, dz)
        self.biases -= lr * np.sum(dz, axis=0, keepdims=True)
        dinputs = np.dot(dz, self.weights.T)
        return dinputs

class Model:
    def __init__(self, sizes):
        self.layers = [Layer(i, o) for i, o in zip(sizes, sizes[1:])]

    def predict(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def fit(self, X, y, epochs, lr):
        for epoch in range(epochs):
            out = self.predict(X)
            loss = np.mean(np.sum((out - y) ** 2, axis=1))
            grad = 2 * (out - y) / len(X)
            for layer in self.layers[::-1]:
                grad = layer.backward(grad, lr)
            if epoch % 100 == 0:
                print(epoch, loss)

np.random.seed(14)
X = np.random.uniform(-1, 1, (30, 2))
y = np.tanh(np.stack([X[:, 0] - X[:, 1], X[:, 0] * X[:, 1]], 1)) * 0.8 + 0.02 * np.random.randn(30, 2)
model = Model([2, 6, 3, 2])
model.fit(X, y, 500, 0.2)
