# The AND gate. We print the loss "in percent" because it looks nicer.
import numpy as np

np.random.seed(1)
inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
desired = np.array([0, 0, 0, 1])
w = 2 * np.random.random(2) - 1
b = 2 * np.random.random() - 1
learning_rate = 1


def sig(x):
    return 1 / (1 + np.exp(-x))


for i in range(1000):
    out = sig(np.inner(inputs, w) + b)
    error = desired - out

    # cross-entropy, times 100, of the average example
    loss = -100 * np.average(np.where(desired == 1, np.log(out), np.log(1 - out)))

    # the slope of the sigmoid cancels against the one of the cross-entropy
    w = w + learning_rate * np.array([np.vdot(inputs[:, k], error) for k in range(2)])
    b = b + learning_rate * error.sum()

    if i % 200 == 0:
        hits = np.mean((out > 0.5) == (desired == 1))
        print("step", i, "loss", round(loss, 2), "%", "accuracy", hits)

print("Result:")
for row, o in zip(inputs, out):
    print(row, "->", round(o, 3))
