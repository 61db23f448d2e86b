"""A chain of neurons, 1-1-1-1, with as many layers as you like. Pure Python."""
import math
import random

random.seed(5)

LAYERS = 3
weights = [random.uniform(-1.5, 1.5) for _ in range(LAYERS)]
biases = [random.uniform(-0.5, 0.5) for _ in range(LAYERS)]

xs = [i / 10 for i in range(-10, 11)]
ys = [math.tanh(2 * x + 0.3) * 0.8 for x in xs]


def forward(x):
    """Return the list of the outputs of all layers, the input first."""
    outputs = [x]
    for w, b in zip(weights, biases):
        outputs.append(math.tanh(w * outputs[-1] + b))
    return outputs


def loss():
    squares = [(forward(x)[-1] - y) ** 2 for x, y in zip(xs, ys)]
    return sum(squares) / len(squares)


def deltas_of(outputs, y):
    """Gradients of the layers' net inputs, filled from the back with insert."""
    d_out = 2 * (outputs[-1] - y) / len(xs)
    deltas = [d_out * (1 - outputs[-1] ** 2)]
    for layer in range(LAYERS - 2, -1, -1):
        back = deltas[0] * weights[layer + 1]
        deltas.insert(0, back * (1 - outputs[layer + 1] ** 2))
    return deltas


def train(epochs, rate):
    for epoch in range(epochs):
        grad_w = [0.0] * LAYERS
        grad_b = [0.0] * LAYERS
        for x, y in zip(xs, ys):
            outputs = forward(x)
            for k, delta in enumerate(deltas_of(outputs, y)):
                grad_w[k] += delta * outputs[k]
                grad_b[k] += delta
        for k in range(LAYERS):
            weights[k] -= rate * grad_w[k]
            biases[k] -= rate * grad_b[k]
        if epoch % 200 == 0:
            print("epoch", epoch, "loss", loss())


if __name__ == "__main__":
    train(1000, 0.3)
    for x, y in list(zip(xs, ys))[::5]:
        print(f"{x:5.1f}  wanted {y:6.3f}  got {forward(x)[-1]:6.3f}")
