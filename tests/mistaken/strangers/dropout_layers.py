import numpy as np

np.random.seed(1234)


class Linear:
    def __init__(self, inputs, outputs):
        self.weights = np.random.randn(inputs, outputs) * np.sqrt(1.0 / inputs)
        self.bias = np.zeros(outputs)

    def forward(self, inputs):
        self.inputs = inputs
        return np.dot(inputs, self.weights) + self.bias

    def backward(self, grad_output):
        self.grad_weights = np.dot(self.inputs.T, grad_output)
        self.grad_bias = np.sum(grad_output, axis=0)
        return np.dot(grad_output, self.weights.T)


class Tanh:
    def forward(self, inputs):
        self.output = np.tanh(inputs)
        return self.output

    def backward(self, grad_output):
        return grad_output * (1 - self.output ** 2)


class Dropout:
    """Inverted dropout: the kept units are divided by the keep probability."""

    def __init__(self, keep):
        self.keep = keep

    def forward(self, inputs):
        self.mask = np.random.rand(*inputs.shape) < self.keep
        return inputs * self.mask / self.keep

    def backward(self, grad_output):
        return grad_output


class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        self.probs = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
        self.labels = labels
        return -np.mean(np.log(self.probs[np.arange(len(labels)), labels]))

    def backward(self):
        grad = self.probs.copy()
        grad[np.arange(len(self.labels)), self.labels] -= 1
        return grad / len(self.labels)


# two noisy clouds and a ring around them
data = np.random.randn(90, 2)
data[30:60] += 3.0
data[60:] *= 4.0
classes = np.repeat([0, 1, 2], 30)

first = Linear(2, 12)
activation = Tanh()
dropout = Dropout(0.8)
second = Linear(12, 3)
loss_layer = SoftmaxCrossEntropy()
rate = 0.3

for epoch in range(400):
    hidden = dropout.forward(activation.forward(first.forward(data)))
    logits = second.forward(hidden)
    loss = loss_layer.forward(logits, classes)

    grad = loss_layer.backward()
    grad = second.backward(grad)
    grad = dropout.backward(grad)
    grad = activation.backward(grad)
    first.backward(grad)

    for layer in (first, second):
        layer.weights -= rate * layer.grad_weights
        layer.bias -= rate * layer.grad_bias

    if epoch % 80 == 0:
        print("epoch", epoch, "training loss", loss)

# no dropout when testing
logits = second.forward(activation.forward(first.forward(data)))
print("accuracy", (np.argmax(logits, axis=1) == classes).mean())
