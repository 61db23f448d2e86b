# 1-2-1 network, degrees Reaumur from degrees Celsius (both / 100)
import numpy as np

np.random.seed(80)
celsius = np.linspace(-0.5, 0.5, 50).reshape(50, 1)
reaumur = celsius * 0.8

weights1 = np.random.normal(size=(1, 1))
biases1 = np.random.normal(size=(1, 2))
weights2 = np.random.normal(size=(2, 1))
biases2 = np.random.normal(size=(1, 1))
rate = 0.1

for step in range(1000):
    output1 = celsius @ weights1 + biases1
    output2 = output1 @ weights2 + biases2
    loss = np.mean((output2 - reaumur) ** 2)

    grad_output2 = 2 * (output2 - reaumur) / len(celsius)
    grad_weights2 = output1.T @ grad_output2
    grad_biases2 = np.sum(grad_output2, axis=0, keepdims=True)
    grad_output1 = grad_output2 @ weights2.T
    grad_weights1 = celsius.T @ grad_output1
    grad_biases1 = np.sum(grad_output1, axis=0, keepdims=True)

    weights1 = weights1 - rate * grad_weights1
    biases1 = biases1 - rate * grad_biases1
    weights2 = weights2 - rate * grad_weights2
    biases2 = biases2 - rate * grad_biases2
    if step % 200 == 0:
        print(step, loss)
