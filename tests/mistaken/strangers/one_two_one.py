import numpy as np

# 1 input - 2 hidden units - 1 output, no activation
celsius = np.linspace(-1, 1, 100).reshape(100, 1)
fahrenheit = 1.8 * celsius + 0.32

np.random.seed(12)
weights1 = np.random.normal(size=(1, 1))
biases1 = np.random.normal(size=(1, 2))
weights2 = np.random.normal(size=(2, 1))
biases2 = np.random.normal(size=(1, 1))
learning_rate = 0.01

for step in range(500):
    # forward
    output1 = celsius @ weights1 + biases1
    output2 = output1 @ weights2 + biases2
    loss = ((output2 - fahrenheit) ** 2).mean()

    # backward
    grad_output2 = 2 * (output2 - fahrenheit) / 100
    grad_weights2 = output1.T @ grad_output2
    grad_biases2 = grad_output2.sum(axis=0, keepdims=True)
    grad_output1 = grad_output2 @ weights2.T
    grad_weights1 = celsius.T @ grad_output1
    grad_biases1 = grad_output1.sum(axis=0, keepdims=True)

    # update
    weights1 = weights1 - learning_rate * grad_weights1
    biases1 = biases1 - learning_rate * grad_biases1
    weights2 = weights2 - learning_rate * grad_weights2
    biases2 = biases2 - learning_rate * grad_biases2

    if step % 100 == 0:
        print(step, "loss:", loss)
print("42 degrees ->", ((np.array([[0.42]]) @ weights1 + biases1) @ weights2 + biases2) * 100)
