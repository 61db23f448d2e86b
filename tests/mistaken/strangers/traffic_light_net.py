# Stop (0) or go (1)?  Each row: red, yellow, green lamp
import numpy as np

lamps = np.array([
    [1, 0, 0],
    [1, 1, 0],
    [0, 0, 1],
    [0, 1, 0],
    [0, 0, 0],
])
go = np.array([[0], [0], [1], [0], [1]])

np.random.seed(66)
w_hidden = np.random.normal(0, 1, (3, 4))
b_hidden = np.zeros((1, 4))
w_out = np.random.normal(0, 1, (4, 1))
b_out = np.zeros((1, 1))
sigmoid = lambda v: 1 / (1 + np.exp(-v))
speed = 0.5

for k in range(1000):
    hidden = sigmoid(lamps @ w_hidden + b_hidden)
    output = sigmoid(hidden @ w_out + b_out)
    cost = np.sum((output - go) ** 2) / 2

    # --- output layer
    output_delta = output - go
    # --- hidden layer
    hidden_delta = output_delta @ w_out.T * hidden * (1 - hidden)

    w_out -= speed * hidden.T @ output_delta
    b_out -= speed * output_delta.sum(axis=0, keepdims=True)
    w_hidden -= speed * lamps.T @ hidden_delta
    b_hidden -= speed * hidden_delta.sum(axis=0, keepdims=True)
    if k % 250 == 0:
        print("k =", k, "cost =", round(cost, 4), "outputs:", output.ravel().round(2))
