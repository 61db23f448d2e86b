"""A neural network in PyTorch, written by whygrad from its equations."""

import numpy as np
import torch

torch.set_default_dtype(torch.float64)


def forward(celsius, fahrenheit, weights1, biases1, weights2, biases2):
    output1 = celsius @ weights1 + biases1
    output2 = output1 @ weights2 + biases2
    loss = ((output2 - fahrenheit) ** 2).sum() / len(celsius)
    return output1, output2, loss


def backward(celsius, fahrenheit, weights2, output1, output2):
    grad_output2 = 2 * (output2 - fahrenheit) / len(celsius)  # from loss
    grad_weights2 = output1.T @ grad_output2  # from output2
    grad_biases2 = grad_output2.sum(dim=0)  # from output2
    grad_output1 = grad_output2 @ weights2.T  # from output2
    grad_weights1 = celsius.T @ grad_output1  # from output1
    grad_biases1 = grad_output1.sum(dim=0)  # from output1
    return grad_weights2, grad_biases2, grad_weights1, grad_biases1


def update_parameters(
    weights1,
    biases1,
    weights2,
    biases2,
    grad_weights2,
    grad_biases2,
    grad_weights1,
    grad_biases1,
    learning_rate,
):
    weights1 = weights1 - learning_rate * grad_weights1  # gradient descent
    biases1 = biases1 - learning_rate * grad_biases1
    weights2 = weights2 - learning_rate * grad_weights2
    biases2 = biases2 - learning_rate * grad_biases2
    return weights1, biases1, weights2, biases2


def train(
    celsius, fahrenheit, weights1, biases1, weights2, biases2, learning_rate, steps
):
    history = {"loss": []}
    for _ in range(steps):
        output1, output2, loss = forward(
            celsius, fahrenheit, weights1, biases1, weights2, biases2
        )
        grad_weights2, grad_biases2, grad_weights1, grad_biases1 = backward(
            celsius, fahrenheit, weights2, output1, output2
        )
        weights1, biases1, weights2, biases2 = update_parameters(
            weights1,
            biases1,
            weights2,
            biases2,
            grad_weights2,
            grad_biases2,
            grad_weights1,
            grad_biases1,
            learning_rate,
        )
        history["loss"].append(loss.item())
    return weights1, biases1, weights2, biases2, history


if __name__ == "__main__":
    steps = 2000
    learning_rate = 3e-05
    seed = 1

    celsius = torch.tensor(np.linspace(-50.0, 50.0, 100)).reshape(100, 1)
    # fmt: off
    fahrenheit = torch.tensor([
        -58.0, -56.18181818181817, -54.36363636363636, -52.54545454545455,
        -50.72727272727272, -48.90909090909091, -47.09090909090909, -45.27272727272728,
        -43.45454545454545, -41.636363636363626, -39.81818181818181, -38.0,
        -36.18181818181817, -34.363636363636346, -32.54545454545453,
        -30.727272727272727, -28.9090909090909, -27.09090909090908, -25.272727272727273,
        -23.454545454545453, -21.63636363636364, -19.818181818181813,
        -17.999999999999993, -16.181818181818173, -14.36363636363636,
        -12.545454545454547, -10.727272727272727, -8.909090909090907,
        -7.090909090909086, -5.272727272727266, -3.4545454545454533,
        -1.6363636363636331, 0.18181818181818699, 2.000000000000007, 3.8181818181818237,
        5.636363636363644, 7.45454545454546, 9.27272727272728, 11.0909090909091,
        12.909090909090917, 14.727272727272737, 16.545454545454554, 18.363636363636374,
        20.18181818181819, 22.00000000000001, 23.818181818181827, 25.636363636363647,
        27.454545454545467, 29.272727272727273, 31.09090909090909, 32.90909090909091,
        34.72727272727273, 36.54545454545455, 38.36363636363637, 40.18181818181819,
        42.0, 43.81818181818182, 45.63636363636364, 47.45454545454546,
        49.27272727272728, 51.09090909090909, 52.909090909090914, 54.727272727272734,
        56.545454545454554, 58.363636363636374, 60.18181818181819, 62.000000000000014,
        63.81818181818183, 65.63636363636365, 67.45454545454547, 69.27272727272728,
        71.0909090909091, 72.90909090909092, 74.72727272727273, 76.54545454545456,
        78.36363636363637, 80.1818181818182, 82.00000000000001, 83.81818181818184,
        85.63636363636365, 87.45454545454547, 89.27272727272728, 91.09090909090911,
        92.90909090909092, 94.72727272727275, 96.54545454545456, 98.36363636363639,
        100.1818181818182, 102.00000000000003, 103.81818181818184, 105.63636363636365,
        107.45454545454547, 109.2727272727273, 111.09090909090911, 112.90909090909093,
        114.72727272727275, 116.54545454545455, 118.36363636363636, 120.18181818181817,
        122.0,
    ]).reshape(100, 1)
    # fmt: on

    random = np.random.RandomState(seed)
    weights1 = torch.tensor(random.standard_normal((celsius.shape[1], 2)))
    biases1 = torch.tensor(random.standard_normal(2))
    weights2 = torch.tensor(random.standard_normal((2, fahrenheit.shape[1])))
    biases2 = torch.tensor(random.standard_normal(fahrenheit.shape[1]))

    weights1, biases1, weights2, biases2, history = train(
        celsius, fahrenheit, weights1, biases1, weights2, biases2, learning_rate, steps
    )

    print("loss in the first step:", history["loss"][0])
    print("loss in the last step: ", history["loss"][-1])
    print("weights1:", *weights1.tolist(), sep="\n")
    print("biases1:", biases1.tolist())
    print("weights2:", *weights2.tolist(), sep="\n")
    print("biases2:", biases2.tolist())
