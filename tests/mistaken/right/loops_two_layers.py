"""A 1-2-1 network; NumPy, and everything is a global variable."""

import numpy as np

n = 100
celsius = np.linspace(-50, 50, n).reshape(n, 1)
fahrenheit = celsius * 9 / 5 + 32

weights1 = np.random.normal(size=(1, 2))
biases1 = np.random.normal(size=(1, 2))
weights2 = np.random.normal(size=(2, 1))
biases2 = np.random.normal(size=(1, 1))
learning_rate = 1e-5


def forward():
    global output1, output2, loss
    output1 = celsius @ weights1 + biases1
    output2 = output1 @ weights2 + biases2
    loss = np.mean((output2 - fahrenheit) ** 2)


def backward():
    global grad_output2, grad_output1
    global grad_weights1, grad_biases1, grad_weights2, grad_biases2
    grad_output2 = 2 * (output2 - fahrenheit) / n
    grad_weights2 = output1.T @ grad_output2
    grad_biases2 = np.sum(grad_output2)
    grad_output1 = grad_output2 @ weights2.T
    grad_weights1 = celsius.T @ grad_output1
    grad_biases1 = np.sum(grad_output1, axis=0)


def update():
    global weights1, biases1, weights2, biases2
    weights1 = weights1 - learning_rate * grad_weights1
    biases1 = biases1 - learning_rate * grad_biases1
    weights2 = weights2 - learning_rate * grad_weights2
    biases2 = biases2 - learning_rate * grad_biases2


for step in range(500):
    forward()
    backward()
    update()

print("loss", loss)
