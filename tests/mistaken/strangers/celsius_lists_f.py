"""The Celsius-to-Fahrenheit neuron without any library."""
import random

random.seed(8)
celsius = [c / 10 for c in range(-20, 21, 2)]
fahrenheit = [1.8 * c + 3.2 for c in celsius]
n = len(celsius)

weight = random.random()
bias = random.random()


def predict(c):
    return c * weight + bias


print("before:", [round(predict(c), 2) for c in celsius[:4]])
for step in range(400):
    output = [predict(c) for c in celsius]
    loss = sum((o - f) ** 2 for o, f in zip(output, fahrenheit)) / n
    if step % 100 == 0:
        print(step, loss)

    grad_output = []
    for i in reversed(range(n)):
        # insert at the front keeps the order of the samples
        grad_output.insert(0, -2 * (fahrenheit[i] - output[i]) / n)
    grad_weight = grad_bias = 0
    for c, g in zip(celsius, grad_output):
        grad_weight += c * g
        grad_bias += g

    weight -= 0.05 * grad_weight
    bias -= 0.05 * grad_bias
print("after: ", [round(predict(c), 2) for c in celsius[:4]])
