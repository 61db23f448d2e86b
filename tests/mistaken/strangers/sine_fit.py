"""Fit a noisy sine wave with a polynomial "neuron" (no hidden layer).

I wrote this to understand what Keras does under the hood.
"""
import numpy as np

rng = np.random.default_rng(0)

# training data
x = rng.uniform(-1, 1, size=(25, 1))
y = np.sin(3 * x[:, 0]) + 0.1 * rng.standard_normal(25)
num_samples = len(x)

# features: x, x^2, x^3
features = np.hstack([x, x ** 2, x ** 3])

# a single neuron with three inputs and a tanh at the end
w = rng.normal(0, 0.5, (3, 1))
b = rng.normal(0, 0.5, (1, 1))

lr = 0.05
history = []

for step in range(600):
    # forward
    pred = np.tanh(np.dot(features, w) + b)

    # mean squared error
    mse = np.mean((pred[:, 0] - y) ** 2)
    history.append(mse)

    # backward
    delta = 2 * (pred - y) / num_samples
    delta = delta * (1.0 - np.square(pred))
    grad_w = np.dot(features.T, delta)
    grad_b = delta.sum(axis=0, keepdims=True)

    # update
    w = w - lr * grad_w
    b = b - lr * grad_b

    if step % 100 == 0:
        print("step", step, "mse", mse)

print("first loss:", history[0])
print("last loss: ", history[-1])
print("weights:", w[:, 0], "bias:", b[0, 0])
