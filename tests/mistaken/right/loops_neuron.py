"""Celsius to Fahrenheit with one neuron: loops and global variables."""

import random

random.seed(3)
celsius = list(range(-50, 50))
fahrenheit = [c * 9 / 5 + 32 for c in celsius]
n = len(celsius)

weight = random.random()
bias = random.random()
learning_rate = 1e-4

output = [0.0] * n
grad_output = [0.0] * n
loss = 0.0
grad_weight = 0.0
grad_bias = 0.0


def forward():
    global loss
    loss = 0.0
    for i in range(n):
        output[i] = celsius[i] * weight + bias
        loss += (output[i] - fahrenheit[i]) ** 2
    loss /= n


def backward():
    global grad_weight, grad_bias
    for i in range(n):
        grad_output[i] = 2 * (output[i] - fahrenheit[i]) / n
    grad_weight = 0.0
    grad_bias = 0.0
    for i in range(n):
        grad_weight += celsius[i] * grad_output[i]
        grad_bias += grad_output[i]


def update_parameters():
    global weight, bias
    weight -= learning_rate * grad_weight
    bias -= learning_rate * grad_bias


def train():
    for step in range(1000):
        forward()
        backward()
        update_parameters()


train()
print("weight", weight, "bias", bias)
print("final loss", loss)
