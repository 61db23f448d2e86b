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
    s = [
        sum(inputs_i[k] * weights[k] for k in range(len(weights)))
        for inputs_i in inputs
    ]
    # between 0 and 1
    output = [sigmoid(s_i) for s_i in s]
    # over 0.5 means class 1
    accuracy = sum(
        float((output[i] - 0.5 > 0) == target[i]) for i in range(len(inputs))
    )
    accuracy /= len(inputs)
    # half squared error
    loss = sum((target[i] - output[i]) ** 2 for i in range(len(inputs))) / 2
    return output, accuracy, loss


def backward(inputs, target, output):
    grad_output = [output[i] - target[i] for i in range(len(inputs))]  # from loss
    # from output
    grad_s = [grad_output[i] * output[i] * (1 - output[i]) for i in range(len(inputs))]
    # from s
    grad_weights = [
        sum(grad_s[i] * inputs[i][k] for i in range(len(inputs)))
        for k in range(len(inputs[0]))
    ]
    return grad_weights


def update_parameters(weights, grad_weights, learning_rate):
    # gradient descent
    weights = [
        weights[k] - learning_rate * grad_weights[k] for k in range(len(weights))
    ]
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
