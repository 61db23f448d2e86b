# Celsius to Fahrenheit with a hidden layer of two linear neurons, plain Python lists
import random

random.seed(2)

celsius = [c / 50 for c in range(-50, 50, 4)]
fahrenheit = [(c * 1.8 + 0.64) for c in celsius]
n = len(celsius)

w1 = [random.random() for _ in range(2)]
b1 = [random.random() for _ in range(2)]
w2 = [random.random() for _ in range(2)]
b2 = random.random()
learning_rate = 0.003


def predict(c):
    hidden = [w1[k] * c + b1[k] for k in range(2)]
    return hidden, sum(w2[k] * hidden[k] for k in range(2)) + b2


for step in range(1000):
    # forward
    hiddens = []
    outputs = []
    for c in celsius:
        hidden, output = predict(c)
        hiddens.append(hidden)
        outputs.append(output)

    loss = sum((o - f) ** 2 for o, f in zip(outputs, fahrenheit)) / n

    # backward: gradients are sums, not means
    grad_output = [2 * (outputs[i] - fahrenheit[i]) for i in range(n)]
    grad_w2 = []
    for k in range(2):
        grad_w2.append(sum(hiddens[i][k] * grad_output[i] for i in range(n)))
    grad_b2 = sum(grad_output)

    grad_w1 = [0, 0]
    grad_b1 = [0, 0]
    for k in range(2):
        for i in range(n):
            grad_hidden = grad_output[i] * w2[k]
            grad_w1[k] += grad_hidden * celsius[i]
            grad_b1[k] += grad_hidden

    # update
    for k in range(2):
        w1[k] -= learning_rate * grad_w1[k]
        b1[k] -= learning_rate * grad_b1[k]
        w2[k] -= learning_rate * grad_w2[k]
    b2 -= learning_rate * grad_b2

    if step % 100 == 0:
        print("step", step, "loss", loss)

print("42 degrees Celsius (0.84):", predict(0.84)[1] * 50, "degrees Fahrenheit")
