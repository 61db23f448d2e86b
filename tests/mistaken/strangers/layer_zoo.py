"""Layer classes, leaky ReLU, momentum and mini-batches."""
import numpy as np


class Layer:
    parameters = ()

    def update(self, lr, momentum):
        for name in self.parameters:
            velocity = momentum * self.velocity[name] - lr * self.gradient[name]
            self.velocity[name] = velocity
            setattr(self, name, getattr(self, name) + velocity)


class FullyConnected(Layer):
    parameters = ("weight", "bias")

    def __init__(self, fan_in, fan_out):
        self.weight = np.random.normal(0, np.sqrt(2 / fan_in), (fan_out, fan_in))
        self.bias = np.zeros((fan_out, 1))
        self.velocity = {"weight": np.zeros((fan_out, fan_in)), "bias": np.zeros((fan_out, 1))}
        self.gradient = {}

    def forward(self, x):
        self.input = x
        return self.weight @ x + self.bias

    def backward(self, delta):
        self.gradient["weight"] = delta @ self.input.T
        self.gradient["bias"] = delta.sum(axis=1).reshape(-1, 1)
        return self.weight.T @ delta


class LeakyReLU(Layer):
    def __init__(self, alpha=0.05):
        self.alpha = alpha

    def forward(self, x):
        self.positive = x > 0
        return np.where(self.positive, x, self.alpha * x)

    def backward(self, delta):
        return np.where(self.positive, 1.0, self.alpha) * delta


class Sequential:
    def __init__(self, *layers):
        self.layers = list(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train_on_batch(self, x, y, lr=0.01, momentum=0.8):
        prediction = self.forward(x)
        batch_size = x.shape[1]
        loss = np.sum((prediction - y) ** 2) / (2 * batch_size)
        delta = (prediction - y) / batch_size
        for layer in self.layers[::-1]:
            delta = layer.backward(delta)
        for layer in self.layers:
            layer.update(lr, momentum)
        return loss


if __name__ == "__main__":
    np.random.seed(14)
    x = np.random.uniform(-1, 1, (2, 70))
    y = np.vstack([x[0] * x[1], np.abs(x[0]), x[1] ** 2])
    model = Sequential(FullyConnected(2, 9), LeakyReLU(), FullyConnected(9, 3))
    for epoch in range(120):
        order = np.random.permutation(70)
        losses = []
        for first in range(0, 70, 10):
            chosen = order[first:first + 10]
            losses.append(model.train_on_batch(x[:, chosen], y[:, chosen]))
        if epoch % 20 == 0:
            print("epoch", epoch, "mean loss", np.mean(losses))
