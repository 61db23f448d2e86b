"""A neural network in PyTorch, written by whygrad from its equations."""

import numpy as np
import torch

torch.set_default_dtype(torch.float64)


def forward(celsius, fahrenheit, weight, bias):
    # the neuron
    output = celsius * weight + bias
    # mean squared error
    loss = ((output - fahrenheit) ** 2).sum() / len(celsius)
    return output, loss


def backward(celsius, fahrenheit, output):
    grad_output = 2 * (output - fahrenheit) / len(celsius)  # from loss
    grad_weight = grad_output @ celsius  # from output
    grad_bias = grad_output.sum()  # from output
    return grad_weight, grad_bias


def update_parameters(weight, bias, grad_weight, grad_bias, learning_rate):
    weight = weight - learning_rate * grad_weight  # gradient descent
    bias = bias - learning_rate * grad_bias
    return weight, bias


def train(celsius, fahrenheit, weight, bias, learning_rate, steps):
    history = {"loss": []}
    for _ in range(steps):
        output, loss = forward(celsius, fahrenheit, weight, bias)
        grad_weight, grad_bias = backward(celsius, fahrenheit, output)
        weight, bias = update_parameters(
            weight, bias, grad_weight, grad_bias, learning_rate
        )
        history["loss"].append(loss.item())
    return weight, bias, history


if __name__ == "__main__":
    steps = 10000
    learning_rate = 0.0001
    seed = 1

    celsius = torch.arange(-50.0, 50.0)
    # fmt: off
    fahrenheit = torch.tensor([
        -58.0, -56.2, -54.4, -52.6, -50.8, -49.0, -47.2, -45.4, -43.6, -41.8, -40.0,
        -38.2, -36.4, -34.6, -32.8, -31.0, -29.2, -27.4, -25.6, -23.8, -22.0, -20.2,
        -18.4, -16.6, -14.8, -13.0, -11.2, -9.4, -7.6, -5.8, -4.0, -2.2, -0.4, 1.4, 3.2,
        5.0, 6.8, 8.6, 10.4, 12.2, 14.0, 15.8, 17.6, 19.4, 21.2, 23.0, 24.8, 26.6, 28.4,
        30.2, 32.0, 33.8, 35.6, 37.4, 39.2, 41.0, 42.8, 44.6, 46.4, 48.2, 50.0, 51.8,
        53.6, 55.4, 57.2, 59.0, 60.8, 62.6, 64.4, 66.2, 68.0, 69.8, 71.6, 73.4, 75.2,
        77.0, 78.8, 80.6, 82.4, 84.2, 86.0, 87.8, 89.6, 91.4, 93.2, 95.0, 96.8, 98.6,
        100.4, 102.2, 104.0, 105.8, 107.6, 109.4, 111.2, 113.0, 114.8, 116.6, 118.4,
        120.2,
    ])
    # fmt: on

    random = np.random.RandomState(seed)
    weight = torch.tensor(random.random_sample())
    bias = torch.tensor(random.random_sample())

    weight, bias, history = train(
        celsius, fahrenheit, weight, bias, learning_rate, steps
    )

    print("loss in the first step:", history["loss"][0])
    print("loss in the last step: ", history["loss"][-1])
    print("weight:", weight.tolist())
    print("bias:", bias.tolist())
