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


def forward(celsius, fahrenheit, weight, bias):
    # the neuron
    output = [celsius_i * weight + bias for celsius_i in celsius]
    # mean squared error
    loss = sum((output[i] - fahrenheit[i]) ** 2 for i in range(len(celsius)))
    loss /= len(celsius)
    return output, loss


def backward(celsius, fahrenheit, output):
    # from loss
    grad_output = [
        2 * (output[i] - fahrenheit[i]) / len(celsius) for i in range(len(celsius))
    ]
    # from output
    grad_weight = sum(grad_output[i] * celsius[i] for i in range(len(celsius)))
    grad_bias = sum(grad_output)  # from output
    return grad_weight, grad_bias


def update_parameters(weight, bias, grad_weight, grad_bias, learning_rate):
    weight = weight - learning_rate * grad_weight  # gradient descent
    bias = bias - learning_rate * grad_bias
    return weight, bias


def train(celsius, fahrenheit, weight, bias, learning_rate, steps):
    history = {"loss": []}
    for step in range(steps):
        try:
            output, loss = forward(celsius, fahrenheit, weight, bias)
            grad_weight, grad_bias = backward(celsius, fahrenheit, output)
            weight, bias = update_parameters(
                weight, bias, grad_weight, grad_bias, learning_rate
            )
        except ArithmeticError:
            loss = math.nan
        if not math.isfinite(loss):
            sys.exit(f"Diverged in step {step}: try a smaller learning rate.")
        history["loss"].append(loss)
    return weight, bias, history


if __name__ == "__main__":
    steps = 10000
    learning_rate = 0.0001
    seed = 1

    celsius = list(range(-50, 50))
    fahrenheit = [(-580 + 18 * i) / 10 for i in range(100)]

    generator = random_state(seed)
    weight = generator.random()
    bias = generator.random()

    weight, bias, history = train(
        celsius, fahrenheit, weight, bias, learning_rate, steps
    )

    print("loss in the first step:", history["loss"][0])
    print("loss in the last step: ", history["loss"][-1])
    print("weight:", weight)
    print("bias:", bias)
