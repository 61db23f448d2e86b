from math import exp
from random import seed, random

def activate(weights, inputs):
    return weights[-1] + sum(w * i for w, i in zip(weights[:-1], inputs))

def transfer(a):
    return 1.0 / (1.0 + exp(-a))

seed(1)
n_in, n_hid, n_out = 2, 3, 2
network = [[{'weights': [random() for _ in range(n_in + 1)]} for _ in range(n_hid)],
           [{'weights': [random() for _ in range(n_hid + 1)]} for _ in range(n_out)]]
l_rate = 0.5

dataset = [[2.78, 2.55, 0], [1.46, 2.36, 0], [3.39, 4.40, 0], [1.38, 1.85, 0],
           [7.62, 2.75, 1], [5.33, 2.08, 1], [6.92, 1.77, 1], [8.67, -0.24, 1]]
for row in dataset:
    row[0] /= 10
    row[1] /= 10

for epoch in range(300):
    sum_error = 0
    for row in dataset:
        inputs = row[:-1]
        for layer in network:
            new_inputs = []
            for neuron in layer:
                neuron['output'] = transfer(activate(neuron['weights'], inputs))
                new_inputs.append(neuron['output'])
            inputs = new_inputs
        expected = [0, 0]
        expected[row[-1]] = 1
        sum_error += 0.5 * sum((expected[i] - inputs[i]) ** 2 for i in range(n_out))

        hidden_out = [n['output'] for n in network[0]]
        for j, neuron in enumerate(network[1]):
            o = neuron['output']
            neuron['delta'] = (o - expected[j]) * o * (1 - o)
        for neuron in network[1]:
            for k in range(n_hid):
                neuron['weights'][k] -= l_rate * neuron['delta'] * hidden_out[k]
            neuron['weights'][-1] -= l_rate * neuron['delta']
        for i, neuron in enumerate(network[0]):
            err = sum(n['weights'][i] * n['delta'] for n in network[1])
            neuron['delta'] = err * neuron['output'] * (1 - neuron['output'])
            for k in range(n_in):
                neuron['weights'][k] -= l_rate * neuron['delta'] * row[k]
            neuron['weights'][-1] -= l_rate * neuron['delta']
    if epoch % 50 == 0:
        print('>epoch=%d, lrate=%.3f, error=%.3f' % (epoch, l_rate, sum_error))
