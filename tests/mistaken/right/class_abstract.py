from abc import ABC, abstractmethod
import numpy as np

class Layer(ABC):
    def __init__(self, name: str = None) -> None:
        self.name = name or type(self).__name__

    @abstractmethod
    def forward(self, x: np.ndarray) -> np.ndarray: ...

    @abstractmethod
    def backward(self, grad: np.ndarray) -> np.ndarray: ...

    def update(self, lr: float) -> None:
        pass

class Dense(Layer):
    rng = np.random.default_rng(2)

    def __init__(self, fan_in: int, fan_out: int) -> None:
        super().__init__(f"dense{fan_in}x{fan_out}")
        self.W = self.rng.normal(0, np.sqrt(1 / fan_in), (fan_in, fan_out))
        self.b = np.zeros(fan_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0)
        return grad @ self.W.T

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db

class Sigmoid(Layer):
    def forward(self, x):
        self.out = 1.0 / (1.0 + np.exp(-x))
        return self.out

    def backward(self, grad):
        return grad * self.out * (1.0 - self.out)

class Net:
    def __init__(self, *layers: Layer):
        self.layers = list(layers)

    def __call__(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in self.layers[::-1]:
            grad = layer.backward(grad)

    def step(self, lr):
        [layer.update(lr) for layer in self.layers]

x = np.random.default_rng(0).uniform(size=(11, 3))
t = np.random.default_rng(1).uniform(size=(11, 2))
net = Net(Dense(3, 4), Sigmoid(), Dense(4, 2))
epochs = 30
for epoch in range(epochs):
    y = net(x)
    loss = np.mean((y - t) ** 2)
    net.backward(2 * (y - t) / y.size)
    net.step(0.1)
    print(f"[{epoch + 1}/{epochs}] loss {loss:.5f}")
