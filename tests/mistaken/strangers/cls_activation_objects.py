import numpy as np


class Activation_Tanh:
    def forward(self, inputs):
        self.output = np.tanh(inputs)
        return self.output

    def backward(self, dvalues):
        self.dinputs = dvalues * (self.output ** 2 - 1)
        return self.dinputs


class Layer_Dense:
    def __init__(self, n_inputs, n_neurons):
        self.weights = 0.5 * np.random.randn(n_inputs, n_neurons)
        self.biases = np.zeros((1, n_neurons))

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases
        return self.output

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.mean(dvalues, axis=0, keepdims=True)
        self.dinputs = np.dot(dvalues, self.weights.T)
        return self.dinputs


class Loss_MeanSquaredError:
    def forward(self, y_pred, y_true):
        return np.mean(np.mean((y_true - y_pred) ** 2, axis=-1))

    def backward(self, y_pred, y_true):
        samples, outputs = y_pred.shape
        return -2 * (y_true - y_pred) / outputs / samples


class MLP:
    def __init__(self, layers, loss):
        self.layers = layers
        self.loss = loss

    def train_step(self, X, Y, lr):
        out = X
        for layer in self.layers:
            out = layer.forward(out)
        value = self.loss.forward(out, Y)
        dvalues = self.loss.backward(out, Y)
        for layer in reversed(self.layers):
            dvalues = layer.backward(dvalues)
        for layer in self.layers:
            if hasattr(layer, "weights"):
                layer.weights += -lr * layer.dweights
                layer.biases += -lr * layer.dbiases
        return value


np.random.seed(0)
X = np.random.randn(30, 3)
Y = np.hstack([X[:, :1] * X[:, 1:2], np.sin(X[:, 2:])]) + 0.05 * np.random.randn(30, 2)
mlp = MLP([Layer_Dense(3, 8), Activation_Tanh(), Layer_Dense(8, 2)], Loss_MeanSquaredError())
for epoch in range(401):
    loss = mlp.train_step(X, Y, 0.1)
    if not epoch % 100:
        print(f"epoch: {epoch}, loss: {loss:.3f}")
