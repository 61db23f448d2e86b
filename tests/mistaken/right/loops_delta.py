from math import exp
from random import random, seed

seed(1)

dataset = [
    ([2.7, 2.5], [1.0, 0.0]),
    ([1.4, 2.3], [1.0, 0.0]),
    ([3.3, 4.4], [1.0, 0.0]),
    ([1.3, 1.8], [1.0, 0.0]),
    ([7.6, 2.7], [0.0, 1.0]),
    ([5.3, 2.0], [0.0, 1.0]),
    ([6.9, 1.7], [0.0, 1.0]),
]
N_IN, N_HIDDEN, N_OUT = 2, 3, 2
l_rate = 0.5

# the last weight of each neuron is its bias
hidden_layer = [[random() for i in range(N_IN + 1)] for i in range(N_HIDDEN)]
output_layer = [[random() for i in range(N_HIDDEN + 1)] for i in range(N_OUT)]


def activate(weights, inputs):
    activation = weights[-1]
    for i in range(len(weights) - 1):
        activation += weights[i] * inputs[i]
    return activation


def transfer(activation):
    return 1.0 / (1.0 + exp(-activation))


def transfer_derivative(output):
    return output * (1.0 - output)


for epoch in range(20):
    sum_error = 0
    for row, expected in dataset:
        hidden = [transfer(activate(neuron, row)) for neuron in hidden_layer]
        outputs = [transfer(activate(neuron, hidden)) for neuron in output_layer]
        error = sum((expected[i] - outputs[i]) ** 2 for i in range(N_OUT)) / 2
        sum_error += error

        delta_out = []
        for k in range(N_OUT):
            delta_out.append((expected[k] - outputs[k]) * transfer_derivative(outputs[k]))
        delta_hidden = []
        for j in range(N_HIDDEN):
            blame = 0.0
            for k, neuron in enumerate(output_layer):
                blame += neuron[j] * delta_out[k]
            delta_hidden.append(blame * transfer_derivative(hidden[j]))

        for k, neuron in enumerate(output_layer):
            for j in range(N_HIDDEN):
                neuron[j] += l_rate * delta_out[k] * hidden[j]
            neuron[-1] += l_rate * delta_out[k]
        for j, neuron in enumerate(hidden_layer):
            for i in range(N_IN):
                neuron[i] += l_rate * delta_hidden[j] * row[i]
            neuron[-1] += l_rate * delta_hidden[j]

print(f"loss={sum_error:.3f}")
