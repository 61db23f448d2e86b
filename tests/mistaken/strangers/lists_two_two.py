"""A 2-2-2 network with lists only (after a well known step by step example).

Both the hidden and the output layer are sigmoid neurons, squared error.
"""
import math
import random

random.seed(9)


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


INPUTS = [[0.05, 0.10], [0.9, 0.2], [0.4, 0.7]]
TARGETS = [[0.01, 0.99], [0.7, 0.3], [0.5, 0.2]]

# w_hidden[j][i]: from input i to hidden j;  w_output[k][j]: from hidden j to output k
w_hidden = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(2)]
b_hidden = [random.uniform(-1, 1) for _ in range(2)]
w_output = [[random.uniform(-1, 1) for _ in range(2)] for _ in range(2)]
b_output = [random.uniform(-1, 1) for _ in range(2)]

LEARNING_RATE = 0.5


def feed_forward(x):
    hidden = []
    for j in range(2):
        net = b_hidden[j]
        for i in range(2):
            net += w_hidden[j][i] * x[i]
        hidden.append(sigmoid(net))
    output = []
    for k in range(2):
        net = b_output[k]
        for j in range(2):
            net += w_output[k][j] * hidden[j]
        output.append(sigmoid(net))
    return hidden, output


def total_error():
    error = 0
    for x, t in zip(INPUTS, TARGETS):
        _, output = feed_forward(x)
        error += sum(0.5 * (t[k] - output[k]) ** 2 for k in range(2))
    return error


def learn(x, t):
    hidden, output = feed_forward(x)

    # deltas of the output neurons
    delta_output = []
    for k in range(2):
        delta_output.append((output[k] - t[k]) * output[k] * (1 - output[k]))

    # deltas of the hidden neurons
    delta_hidden = []
    for j in range(2):
        back = 0
        for k in range(2):
            back += delta_output[k] * w_output[j][k]
        delta_hidden.append(back * hidden[j] * (1 - hidden[j]))

    # update all weights and the biases
    for k in range(2):
        for j in range(2):
            w_output[k][j] -= LEARNING_RATE * delta_output[k] * hidden[j]
    for j in range(2):
        for i in range(2):
            w_hidden[j][i] -= LEARNING_RATE * delta_hidden[j] * x[i]
        b_hidden[j] -= LEARNING_RATE * delta_hidden[j]


for epoch in range(2000):
    for x, t in zip(INPUTS, TARGETS):
        learn(x, t)
    if epoch % 400 == 0:
        print("epoch", epoch, "error", round(total_error(), 6))

for x, t in zip(INPUTS, TARGETS):
    print(x, "->", [round(o, 3) for o in feed_forward(x)[1]], "wanted", t)
