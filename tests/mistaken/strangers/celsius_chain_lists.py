# Two neurons one after the other, 100 temperatures, plain Python
import random
random.seed(4)

celsius = [c / 50 for c in range(-50, 50)]
fahrenheit = [(c * 50 * 1.8 + 32) / 100 for c in celsius]

weight1 = random.random()
bias1 = random.random()
weight2 = random.random()
bias2 = random.random()
learning_rate = 0.001

for step in range(300):
    hidden = []
    output = []
    for c in celsius:
        hidden.append(c * weight1 + bias1)
        output.append(hidden[-1] * weight2 + bias2)

    loss = 0
    for f, o in zip(fahrenheit, output):
        loss += (f - o) ** 2

    # go through the samples from the last to the first, and put each gradient in front
    grad_output = []
    for i in range(len(celsius) - 1, -1, -1):
        grad_output.insert(0, -2 * (fahrenheit[i] - output[i]))
    grad_hidden = []
    for g in reversed(grad_output):
        grad_hidden.insert(0, g * weight2)

    grad_weight2 = sum(h * g for h, g in zip(hidden, grad_output))
    grad_bias2 = sum(grad_output)
    grad_weight1 = sum([celsius[i] * grad_hidden[i] for i in range(len(celsius))])
    grad_bias1 = sum(grad_hidden)

    weight1 -= learning_rate * grad_weight1
    bias1 -= learning_rate * grad_bias1
    weight2 -= learning_rate * grad_weight2
    bias2 -= learning_rate * grad_bias2
    if step % 100 == 0:
        print(step, loss)

print(42, "degrees:", ((42 / 50 * weight1 + bias1) * weight2 + bias2) * 100)
