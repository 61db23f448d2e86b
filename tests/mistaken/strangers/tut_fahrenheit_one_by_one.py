# One neuron learns to convert Celsius to Fahrenheit, one sample after the other.
# Both scales are divided by 100 so that the learning rate can be large.
import random

random.seed(32)
celsius = [c / 100 for c in range(-50, 50)]
fahrenheit = [c * 1.8 + 0.32 for c in celsius]

weight = random.random()
bias = random.random()
learning_rate = 0.05


def predict(c):
    return c * weight + bias


def squared(guess, truth, deriv=False):
    if deriv:
        return 2 * (guess - truth)
    return (guess - truth) ** 2


print("42 degrees before:", predict(0.42) * 100)
for epoch in range(50):
    for c, f in zip(celsius, fahrenheit):
        slope = squared(predict(c), f, deriv=True)
        weight = weight - learning_rate * slope * c
        bias = bias - learning_rate * slope
    if epoch % 10 == 0:
        print(epoch, sum(squared(predict(c), f) for c, f in zip(celsius, fahrenheit)) / 100)

print("42 degrees after: ", predict(0.42) * 100)
