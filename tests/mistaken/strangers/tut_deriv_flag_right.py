# A neural network in a few lines
import numpy as np


def sigmoid(x, deriv=False):
    if deriv:
        # x is already the output of the sigmoid here
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


# columns: is it raining, is it cold, constant
questions = np.array([[0, 0, 1],
                      [1, 1, 1],
                      [1, 0, 1],
                      [0, 1, 1]])
# take a coat?
answers = np.array([[0, 1, 1, 0]]).T

np.random.seed(1)
weights_0_1 = 2 * np.random.random((3, 5)) - 1
weights_1_2 = 2 * np.random.random((5, 1)) - 1

for iteration in range(5000):
    layer_1 = sigmoid(questions.dot(weights_0_1))
    layer_2 = sigmoid(layer_1.dot(weights_1_2))

    layer_2_delta = (layer_2 - answers) * sigmoid(layer_2, deriv=True)
    layer_1_delta = layer_2_delta.dot(weights_1_2.T) * sigmoid(layer_1, True)

    weights_1_2 -= layer_1.T.dot(layer_2_delta)
    weights_0_1 -= questions.T.dot(layer_1_delta)

print(layer_2)
