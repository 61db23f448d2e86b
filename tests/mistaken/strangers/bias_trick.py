# The bias trick: a column of ones is added to the inputs and to the hidden layer,
# so there are only two matrices to learn.
import numpy as np

np.random.seed(23)

raw = np.random.uniform(-2, 2, (36, 2))
target = (np.sin(raw[:, 0]) + 0.5 * raw[:, 1]).reshape(-1, 1)

X = np.c_[raw, np.ones(len(raw))]           # (36, 3)
W = np.random.randn(3, 5) * 0.5             # last row: biases
V = np.random.randn(6, 1) * 0.5             # last row: bias

eta = 0.1
N = len(X)

for step in range(1500):
    hidden = 1 / (1 + np.exp(-X @ W))
    hidden_ones = np.c_[hidden, np.ones(N)]
    output = hidden_ones @ V
    loss = 0.5 * np.mean((output - target) ** 2)

    err = (target - output) / N
    grad_V = hidden_ones.T @ err
    # the ones column has no incoming weights
    back = err @ V[:-1].T
    slope = hidden * (1 - hidden)
    grad_W = X.T @ (back * slope)

    V += eta * grad_V
    W += eta * grad_W

    if step % 250 == 0:
        print("step %4d   loss %.6f" % (step, loss))

print("final loss", loss)

# how good is it on new points?
new = np.random.uniform(-2, 2, (5, 2))
new_hidden = 1 / (1 + np.exp(-np.c_[new, np.ones(5)] @ W))
new_output = np.c_[new_hidden, np.ones(5)] @ V
for point, value in zip(new, new_output[:, 0]):
    print(point.round(2), "->", value.round(3), "truth", (np.sin(point[0]) + 0.5 * point[1]).round(3))
