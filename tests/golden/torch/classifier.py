"""A neural network in PyTorch, written by whygrad from its equations."""

import numpy as np
import torch

torch.set_default_dtype(torch.float64)


def forward(inputs, target, weights):
    # weighted sum
    s = inputs @ weights
    # between 0 and 1
    output = torch.sigmoid(s)
    # over 0.5 means class 1
    accuracy = ((output - 0.5 > 0) == target).sum() / len(inputs)
    # half squared error
    loss = ((target - output) ** 2).sum() / 2
    return output, accuracy, loss


def backward(inputs, target, output):
    grad_output = output - target  # from loss
    grad_s = grad_output * output * (1 - output)  # from output
    grad_weights = grad_s @ inputs  # from s
    return grad_weights


def update_parameters(weights, grad_weights, learning_rate):
    weights = weights - learning_rate * grad_weights  # gradient descent
    return weights


def train(inputs, target, weights, learning_rate, steps):
    history = {"accuracy": [], "loss": []}
    for _ in range(steps):
        output, accuracy, loss = forward(inputs, target, weights)
        grad_weights = backward(inputs, target, output)
        weights = update_parameters(weights, grad_weights, learning_rate)
        history["accuracy"].append(accuracy.item())
        history["loss"].append(loss.item())
    return weights, history


if __name__ == "__main__":
    steps = 1000
    learning_rate = 1.0
    seed = 1

    inputs = torch.tensor(
        [
            [0.0, 0.0, 1.0],
            [1.0, 1.0, 1.0],
            [1.0, 0.0, 1.0],
            [0.0, 1.0, 1.0],
        ]
    )
    target = torch.tensor([0.0, 1.0, 1.0, 0.0])

    random = np.random.RandomState(seed)
    weights = torch.tensor(-1 + 2 * random.random_sample(inputs.shape[1]))

    weights, history = train(inputs, target, weights, learning_rate, steps)

    print("loss in the first step:", history["loss"][0])
    print("loss in the last step: ", history["loss"][-1])
    print("weights:", weights.tolist())
