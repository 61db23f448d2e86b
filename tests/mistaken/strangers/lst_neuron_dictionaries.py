# Backprop from scratch, neurons are small dictionaries (tutorial port, own data)
from random import seed, random, gauss
from math import exp

def initialize_network(n_inputs, n_hidden, n_outputs):
    network = list()
    network.append([{'weights': [random() - 0.5 for i in range(n_inputs + 1)]} for i in range(n_hidden)])
    network.append([{'weights': [random() - 0.5 for i in range(n_hidden + 1)]} for i in range(n_outputs)])
    return network

def activate(weights, inputs):
    activation = weights[-1]
    for i in range(len(weights) - 1):
        activation += weights[i] * inputs[i]
    return activation

def forward_propagate(network, row):
    inputs = row
    for layer in network:
        new_inputs = []
        for neuron in layer:
            neuron['output'] = 1.0 / (1.0 + exp(-activate(neuron['weights'], inputs)))
            new_inputs.append(neuron['output'])
        inputs = new_inputs
    return inputs

def backward_propagate_error(network, expected):
    for i in reversed(range(len(network))):
        layer = network[i]
        errors = list()
        if i != len(network) - 1:
            for j in range(len(layer)):
                error = 0.0
                for neuron in network[i + 1]:
                    error += (neuron['weights'][j] * neuron['delta'])
                errors.append(error)
        else:
            for j in range(len(layer)):
                errors.append(expected[j] - layer[j]['output'])
        for j in range(len(layer)):
            neuron = layer[j]
            neuron['delta'] = errors[j] * neuron['output'] * (1.0 - neuron['output'])

def update_weights(network, row, l_rate):
    for i in range(len(network)):
        inputs = row if i == 0 else [neuron['output'] for neuron in network[i - 1]]
        for neuron in network[i]:
            for j in range(len(inputs)):
                neuron['weights'][j] += l_rate * neuron['delta'] * inputs[j]
            neuron['weights'][-1] += l_rate * neuron['delta']

seed(1)
dataset = [[gauss(c, 0.6), gauss(1 - c, 0.6), c] for c in (0, 1) for k in range(8)]
network = initialize_network(2, 3, 2)
l_rate = 0.5
for epoch in range(60):
    sum_error = 0
    for row in dataset:
        expected = [0, 0]
        expected[row[-1]] = 1
        outputs = forward_propagate(network, row[:-1])
        sum_error += sum((e - o) ** 2 for e, o in zip(expected, outputs)) / 2
        backward_propagate_error(network, expected)
        update_weights(network, row[:-1], l_rate)
    if epoch % 10 == 0:
        print('>epoch=%d, lrate=%.3f, error=%.3f' % (epoch, l_rate, sum_error))
