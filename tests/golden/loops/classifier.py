"""A neural network in plain Python, written by whygrad from its equations."""

import math
import random
import sys


def random_state(seed):
    """The generator of NumPy's RandomState: the same Mersenne Twister, seeded alike."""
    words = [seed]
    for place in range(1, 624):
        words.append((1812433253 * (words[-1] ^ words[-1] >> 30) + place) % 2**32)
    generator = random.Random()
    generator.setstate((3, (*words, 624), None))
    return generator


def sigmoid(z):
    if z < 0:  # math.exp(-z) could overflow
        return math.exp(z) / (1 + math.exp(z))
    return 1 / (1 + math.exp(-z))


def forward(inputs, target, weights):
    # weighted sum
    s = [0.0] * len(inputs)
    for i in range(len(inputs)):
        for k in range(len(weights)):
            s[i] += inputs[i][k] * weights[k]
    # between 0 and 1
    output = [0.0] * len(inputs)
    for i in range(len(inputs)):
        output[i] = sigmoid(s[i])
    # over 0.5 means class 1
    accuracy = 0.0
    for i in range(len(inputs)):
        accuracy += float((output[i] - 0.5 > 0) == target[i])
    accuracy /= len(inputs)
    # half squared error
    total = 0.0
    for i in range(len(inputs)):
        total += (target[i] - output[i]) ** 2
    loss = total / 2
    return output, accuracy, loss


def backward(inputs, target, output):
    grad_output = [0.0] * len(inputs)  # from loss
    for i in range(len(inputs)):
        grad_output[i] = output[i] - target[i]
    grad_s = [0.0] * len(inputs)  # from output
    for i in range(len(inputs)):
        grad_s[i] = grad_output[i] * output[i] * (1 - output[i])
    grad_weights = [0.0] * len(inputs[0])  # from s
    for k in range(len(inputs[0])):
        for i in range(len(inputs)):
            grad_weights[k] += grad_s[i] * inputs[i][k]
    return grad_weights


def update_parameters(weights, grad_weights, learning_rate):
    for k in range(len(weights)):  # gradient descent
        weights[k] = weights[k] - learning_rate * grad_weights[k]
    return weights


def train(inputs, target, weights, learning_rate, steps):
    history = {"accuracy": [], "loss": []}
    for step in range(steps):
        try:
            output, accuracy, loss = forward(inputs, target, weights)
            grad_weights = backward(inputs, target, output)
            weights = update_parameters(weights, grad_weights, learning_rate)
        except ArithmeticError:
            loss = math.nan
        if not math.isfinite(loss):
            sys.exit(f"Diverged in step {step}: try a smaller learning rate.")
        history["accuracy"].append(accuracy)
        history["loss"].append(loss)
    return weights, history


if __name__ == "__main__":
    steps = 1000
    learning_rate = 1.0
    seed = 1

    inputs = [[0.0, 0.0, 1.0], [1.0, 1.0, 1.0], [1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]
    target = [0.0, 1.0, 1.0, 0.0]

    generator = random_state(seed)
    weights = [-1 + 2 * generator.random() for _ in inputs[0]]

    weights, history = train(inputs, target, weights, learning_rate, steps)

    print("loss in the first step:", history["loss"][0])
    print("loss in the last step: ", history["loss"][-1])
    print("weights:", weights)
