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


def normal_numbers(generator):
    """Standard normal numbers as NumPy's RandomState draws them (the polar method)."""
    while True:
        x, y = 2 * generator.random() - 1, 2 * generator.random() - 1
        square = x * x + y * y
        if 0 < square < 1:
            factor = math.sqrt(-2 * math.log(square) / square)
            yield factor * y
            yield factor * x


def forward(celsius, fahrenheit, weights1, biases1, weights2, biases2):
    output1 = [
        [
            sum(celsius_i[k] * weights1[k][j] for k in range(len(weights1)))
            + biases1[j]
            for j in range(2)
        ]
        for celsius_i in celsius
    ]
    output2 = [
        [
            sum(output1_i[j] * weights2[j][m] for j in range(2)) + biases2[m]
            for m in range(len(biases2))
        ]
        for output1_i in output1
    ]
    loss = sum(
        (output2[i][m] - fahrenheit[i][m]) ** 2
        for i in range(len(celsius))
        for m in range(len(biases2))
    )
    loss /= len(celsius)
    return output1, output2, loss


def backward(celsius, fahrenheit, weights2, output1, output2):
    # from loss
    grad_output2 = [
        [
            2 * (output2[i][m] - fahrenheit[i][m]) / len(celsius)
            for m in range(len(fahrenheit[0]))
        ]
        for i in range(len(celsius))
    ]
    # from output2
    grad_weights2 = [
        [
            sum(grad_output2[i][m] * output1[i][j] for i in range(len(celsius)))
            for m in range(len(fahrenheit[0]))
        ]
        for j in range(2)
    ]
    # from output2
    grad_biases2 = [
        sum(grad_output2_i[m] for grad_output2_i in grad_output2)
        for m in range(len(fahrenheit[0]))
    ]
    # from output2
    grad_output1 = [
        [
            sum(grad_output2_i[m] * weights2_j[m] for m in range(len(fahrenheit[0])))
            for weights2_j in weights2
        ]
        for grad_output2_i in grad_output2
    ]
    # from output1
    grad_weights1 = [
        [
            sum(grad_output1[i][j] * celsius[i][k] for i in range(len(celsius)))
            for j in range(2)
        ]
        for k in range(len(celsius[0]))
    ]
    # from output1
    grad_biases1 = [
        sum(grad_output1_i[j] for grad_output1_i in grad_output1) for j in range(2)
    ]
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
    # gradient descent
    weights1 = [
        [weights1[k][j] - learning_rate * grad_weights1[k][j] for j in range(2)]
        for k in range(len(weights1))
    ]
    biases1 = [biases1[j] - learning_rate * grad_biases1[j] for j in range(2)]
    weights2 = [
        [
            weights2[j][m] - learning_rate * grad_weights2[j][m]
            for m in range(len(biases2))
        ]
        for j in range(2)
    ]
    biases2 = [
        biases2[m] - learning_rate * grad_biases2[m] for m in range(len(biases2))
    ]
    return weights1, biases1, weights2, biases2


def train(
    celsius, fahrenheit, weights1, biases1, weights2, biases2, learning_rate, steps
):
    history = {"loss": []}
    for step in range(steps):
        try:
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
        except ArithmeticError:
            loss = math.nan
        if not math.isfinite(loss):
            sys.exit(f"Diverged in step {step}: try a smaller learning rate.")
        history["loss"].append(loss)
    return weights1, biases1, weights2, biases2, history


if __name__ == "__main__":
    steps = 2000
    learning_rate = 3e-05
    seed = 1

    celsius = [[-50.0 + i * 1.0101010101010102] for i in range(100)]
    # fmt: off
    fahrenheit = [
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
    ]
    # fmt: on
    fahrenheit = [[value] for value in fahrenheit]

    generator = random_state(seed)
    normals = normal_numbers(generator)
    weights1 = [[next(normals) for _ in range(2)] for _ in celsius[0]]
    biases1 = [next(normals) for _ in range(2)]
    weights2 = [[next(normals) for _ in fahrenheit[0]] for _ in range(2)]
    biases2 = [next(normals) for _ in fahrenheit[0]]

    weights1, biases1, weights2, biases2, history = train(
        celsius, fahrenheit, weights1, biases1, weights2, biases2, learning_rate, steps
    )

    print("loss in the first step:", history["loss"][0])
    print("loss in the last step: ", history["loss"][-1])
    print("weights1:", *weights1, sep="\n")
    print("biases1:", biases1)
    print("weights2:", *weights2, sep="\n")
    print("biases2:", biases2)
