import numpy as np

# Learning a curve with a 1-5-1 network in NumPy
# The target is the boiling pressure curve (scaled), but any curve would do.

temperature = np.linspace(-1, 1, 30).reshape(30, 1)
pressure = np.exp(1.2 * temperature) - 1

np.random.seed(3)
weights1 = np.random.normal(size=(1, 5))
biases1 = np.random.normal(size=(1, 1))
weights2 = np.random.normal(size=(5, 1))
biases2 = np.random.normal(size=(1, 1))

learning_rate = 0.05


def predict(t):
    h = 1 / (1 + np.exp(-(t @ weights1 + biases1)))
    return h @ weights2 + biases2


before = predict(temperature)

for epoch in range(1500):
    # forward pass
    net1 = temperature @ weights1 + biases1
    output1 = 1 / (1 + np.exp(-net1))
    output2 = output1 @ weights2 + biases2
    loss = np.mean((output2 - pressure) ** 2)

    # backward pass, from the last layer to the first
    grad_output2 = 2 * (output2 - pressure) / len(temperature)
    grad_weights2 = output1.T @ grad_output2
    grad_biases2 = np.sum(grad_output2, axis=0, keepdims=True)
    grad_output1 = grad_output2 @ weights2.T
    grad_net1 = grad_output1 * output1 * (1 - output1)
    grad_weights1 = temperature.T @ grad_net1
    grad_biases1 = np.sum(grad_net1, axis=0, keepdims=True)

    # gradient descent
    weights1 = weights1 - learning_rate * grad_weights1
    biases1 = biases1 - learning_rate * grad_biases1
    weights2 = weights2 - learning_rate * grad_weights2
    biases2 = biases2 - learning_rate * grad_biases2

    if epoch % 300 == 0:
        print(f"Epoch {epoch}: {loss:.6f}")

after = predict(temperature)
try:
    import matplotlib.pyplot as plt
    plt.plot(temperature, pressure, "b", label="actual")
    plt.plot(temperature, before, "r", label="before")
    plt.plot(temperature, after, "g", label="after")
    plt.legend()
    plt.show()
except ImportError:
    print("no matplotlib, no plot")
