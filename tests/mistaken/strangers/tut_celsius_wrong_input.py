# temperature conversion with one neuron, list comprehension version
import random

random.seed(5)
celsius = [v / 50 for v in range(-50, 50, 3)]
fahrenheit = [1.8 * v + 0.64 for v in celsius]
weight = random.random()
bias = random.random()


def forward():
    return [weight * v + bias for v in celsius]


def loss(output):
    return sum((o - f) ** 2 for o, f in zip(output, fahrenheit)) / len(output)


def gradients():
    output = forward()
    grad_output = [2 * (o - f) / len(output) for o, f in zip(output, fahrenheit)]
    grad_weight = sum(o * g for o, g in zip(output, grad_output))
    grad_bias = sum(grad_output) / len(output)
    return grad_weight, grad_bias


print("before", loss(forward()))
for i in range(1000):
    gw, gb = gradients()
    weight -= 0.05 * gw
    bias -= 0.05 * gb
print("after", loss(forward()))
print("weight", weight, "bias", bias)
