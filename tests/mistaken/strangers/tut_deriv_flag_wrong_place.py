import numpy as np


def sigmoid(x, deriv=False):
    s = 1 / (1 + np.exp(-x))
    if deriv == True:
        return s * (1 - s)
    return s


# XNOR truth table with a constant input
inputs = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
expected_output = np.array([[1], [0], [0], [1]])

np.random.seed(100)
w_in = np.random.uniform(-1, 1, size=(3, 6))
w_out = np.random.uniform(-1, 1, size=(6, 1))

for i in range(5000):
    hidden_sum = np.dot(inputs, w_in)
    hidden = sigmoid(hidden_sum)
    output_sum = np.dot(hidden, w_out)
    output = sigmoid(output_sum)

    output_error = expected_output - output
    output_delta = output_error * sigmoid(output_sum, deriv=True)
    hidden_error = np.dot(output_delta, w_out.T)
    hidden_delta = hidden_error * sigmoid(hidden, deriv=True)

    w_out += 0.5 * np.dot(hidden.T, output_delta)
    w_in += 0.5 * np.dot(inputs.T, hidden_delta)

print("Predictions after training:")
print(output)
