import numpy as np

# XOR with binary cross-entropy
# ------------------------------
# inputs are the four rows of the truth table


def sigmoid(x, deriv=False):
    if deriv:
        # x is already the output of the sigmoid
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


inputs = np.array([[0, 0],
                   [0, 1],
                   [1, 0],
                   [1, 1]], dtype=float)
targets = np.array([[0], [1], [1], [0]], dtype=float)

np.random.seed(42)
weights_hidden = np.random.uniform(-1, 1, size=(2, 3))
bias_hidden = np.random.uniform(-1, 1, size=(1, 3))
weights_output = np.random.uniform(-1, 1, size=(3, 1))
bias_output = np.random.uniform(-1, 1, size=(1, 1))

alpha = 0.5
losses = []

for i in range(10000):
    # feed forward
    hidden = sigmoid(inputs.dot(weights_hidden) + bias_hidden)
    output = sigmoid(hidden.dot(weights_output) + bias_output)

    # binary cross-entropy, summed over the four rows
    loss = -np.sum(targets * np.log(output) + (1 - targets) * np.log(1 - output))
    losses.append(loss)

    # backpropagation
    error = output - targets
    d_output = error * sigmoid(output, deriv=True)
    error_hidden = d_output.dot(weights_output.T)
    d_hidden = error_hidden * sigmoid(hidden, deriv=True)

    weights_output -= alpha * hidden.T.dot(d_output)
    bias_output -= alpha * np.sum(d_output, axis=0, keepdims=True)
    weights_hidden -= alpha * inputs.T.dot(d_hidden)
    bias_hidden -= alpha * np.sum(d_hidden, axis=0, keepdims=True)

    if i % 1000 == 0:
        print("iteration", i, "loss", round(float(loss), 5))

print("Output after training:")
for row, out in zip(inputs, output):
    print(row, "->", out[0].round(3))
