"""Each neuron is a dict with its weights, its output and its delta."""

from math import exp
from random import random, seed

seed(2)
network = [
    [{"weights": [random() - 0.5 for _ in range(3)]} for _ in range(3)],
    [{"weights": [random() - 0.5 for _ in range(4)]} for _ in range(2)],
]
dataset = [[2.1, -1.3, 0], [0.4, 0.9, 1], [-1.2, 0.3, 0], [1.5, 1.1, 1], [-0.7, -0.8, 0]]


def forward_propagate(row):
    inputs = row
    for layer in network:
        new_inputs = []
        for neuron in layer:
            total = neuron["weights"][-1]
            for i in range(len(neuron["weights"]) - 1):
                total += neuron["weights"][i] * inputs[i]
            neuron["output"] = 1 / (1 + exp(-total))
            new_inputs.append(neuron["output"])
        inputs = new_inputs
    return inputs


def backward_propagate_error(expected):
    for i in reversed(range(len(network))):
        layer = network[i]
        errors = list()
        if i != len(network) - 1:
            for j in range(len(layer)):
                error = 0.0
                for neuron in network[i + 1]:
                    error += neuron["weights"][j] * neuron["delta"]
                errors.append(error)
        else:
            for j in range(len(layer)):
                neuron = layer[j]
                errors.append(neuron["output"] - expected[j])
        for j in range(len(layer)):
            neuron = layer[j]
            neuron["delta"] = errors[j] * neuron["output"] * (1.0 - neuron["output"])


def update_weights(row, l_rate):
    for i in range(len(network)):
        inputs = row[:-1]
        if i != 0:
            inputs = [neuron["output"] for neuron in network[i - 1]]
        for neuron in network[i]:
            for j in range(len(inputs)):
                neuron["weights"][j] -= l_rate * neuron["delta"] * inputs[j]
            neuron["weights"][-1] -= l_rate * neuron["delta"]


for epoch in range(200):
    sum_error = 0
    for row in dataset:
        outputs = forward_propagate(row)
        expected = [0 for _ in range(2)]
        expected[row[-1]] = 1
        half_square = sum([(e - o) ** 2 for e, o in zip(expected, outputs)]) / 2
        sum_error += half_square
        backward_propagate_error(expected)
        update_weights(row, 0.5)
print("loss", sum_error)
