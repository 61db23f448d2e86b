import numpy as np

n = 100
kelvin = np.linspace(-1.0, 1.0, n)[:, np.newaxis]
rankine = kelvin * 1.8 + 0.4

weights1 = np.random.normal(size=(1, 2))
biases1 = np.random.normal(size=(1, 2))
weights2 = np.random.normal(size=(2, 1))
biases2 = np.random.normal(size=(1, 1))


def forward():
    global output1, output2, loss
    output1 = kelvin @ weights1 + biases1
    output2 = output1 @ weights2 + biases2
    loss = ((output2 - rankine) ** 2).mean()


def backward():
    global grad_weights1, grad_biases1, grad_weights2, grad_biases2
    grad_output2 = 2 * (output2 - rankine) / n
    grad_weights2 = output1.T @ grad_output2
    grad_biases2 = grad_output2.sum(axis=0, keepdims=True)
    grad_output1 = grad_output2 @ weights2.T
    grad_weights1 = kelvin.T @ grad_output1
    grad_biases1 = grad_output1.sum(axis=0, keepdims=True)


def update(learning_rate):
    global weights1, biases1, weights2, biases2
    weights1 -= learning_rate * grad_weights1
    biases1 -= learning_rate * grad_biases1
    weights2 -= learning_rate * grad_weights2
    biases2 -= learning_rate * grad_biases2


if __name__ == "__main__":
    for i in range(500):
        forward()
        backward()
        update(0.05)
    print(loss)
