# CS homework 3: backpropagation from scratch, last weight of each row is the bias
from math import exp
from random import seed, random

seed(1)
dataset = [([2.78, 2.55], [1, 0]), ([1.46, 2.36], [1, 0]), ([3.39, 4.40], [1, 0]),
           ([7.62, 2.75], [0, 1]), ([5.33, 2.08], [0, 1]), ([6.92, 1.77], [0, 1])]
dataset = [([a / 8, c / 8], t) for (a, c), t in dataset]

n_hidden = 3
hidden_weights = [[random() for i in range(2 + 1)] for j in range(n_hidden)]
output_weights = [[random() for i in range(n_hidden + 1)] for j in range(2)]
l_rate = 0.5

def activate(weights, inp):
    activation = weights[-1]
    for i in range(len(weights) - 1):
        activation += weights[i] * inp[i]
    return 1.0 / (1.0 + exp(-activation))

for epoch in range(200):
    sum_error = 0
    for inputs, expected in dataset:
        hidden = [activate(w, inputs) for w in hidden_weights]
        outputs = [activate(w, hidden) for w in output_weights]
        sum_error += sum([(expected[k] - outputs[k]) ** 2 for k in range(2)])

        out_delta = []
        for k in range(2):
            out_delta.append((outputs[k] - expected[k]) * outputs[k] * (1 - outputs[k]))
        hid_delta = []
        for j in range(n_hidden):
            error = 0.0
            for k in range(2):
                error = output_weights[k][j] * out_delta[k]
            hid_delta.append(error * hidden[j] * (1 - hidden[j]))

        for k in range(2):
            for j in range(n_hidden):
                output_weights[k][j] -= l_rate * out_delta[k] * hidden[j]
            output_weights[k][-1] -= l_rate * out_delta[k]
        for j in range(n_hidden):
            for i in range(2):
                hidden_weights[j][i] -= l_rate * hid_delta[j] * inputs[i]
            hidden_weights[j][-1] -= l_rate * hid_delta[j]
    if epoch % 40 == 0:
        print('>epoch=%d, lrate=%.3f, error=%.3f' % (epoch, l_rate, sum_error))
