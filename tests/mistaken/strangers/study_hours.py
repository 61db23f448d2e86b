# Will I pass? Logistic regression without any library.
from math import exp, log
import random

random.seed(3)

hours = [0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.25, 3.5, 4.0, 4.25, 4.5, 5.0]
sleep = [6.0, 8.0, 7.5, 5.0, 9.0, 6.5, 7.0, 8.0, 4.5, 6.0, 7.5, 8.5, 5.5, 7.0, 6.0, 8.0, 7.0]
passed = [0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1]
sleep = [s / 8 for s in sleep]

weight_hours = random.random()
weight_sleep = random.random()
bias = random.random()


def predict(h, s):
    return 1 / (1 + exp(-(weight_hours * h + weight_sleep * s + bias)))


def compute_loss(outputs):
    total = 0
    for output, p in zip(outputs, passed):
        total += -(p * log(output) + (1 - p) * log(1 - output))
    return total / len(passed)


def backward(outputs):
    global grad_hours, grad_sleep, grad_bias
    grad_hours = 0
    grad_sleep = 0
    grad_bias = 0
    for i, output in enumerate(outputs):
        delta = (output - passed[i]) / len(passed)
        grad_hours += delta * hours[i]
        grad_sleep += delta * hours[i]
        grad_bias += delta


def update_parameters(learning_rate):
    global weight_hours, weight_sleep, bias
    weight_hours -= learning_rate * grad_hours
    weight_sleep -= learning_rate * grad_sleep
    bias -= learning_rate * grad_bias


def train(epochs, learning_rate):
    for epoch in range(epochs):
        outputs = [predict(h, s) for h, s in zip(hours, sleep)]
        loss = compute_loss(outputs)
        backward(outputs)
        update_parameters(learning_rate)
        if epoch % 1000 == 0:
            print("epoch", epoch, "loss", loss)


train(5000, 0.1)
print("weights:", weight_hours, weight_sleep, "bias:", bias)
print("3 hours of work and 8 hours of sleep:", predict(3, 1.0))
