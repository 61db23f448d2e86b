import numpy as np

# Homework 3: planar data, examples are COLUMNS here
rng = np.random.default_rng(3)
m = 60
t = rng.uniform(0, np.pi, m)
label = (np.arange(m) % 2).reshape(1, m)
X = np.vstack([np.cos(t) * (1 - 2 * label[0]) + label[0],
               np.sin(t) * (1 - 2 * label[0]) + 0.4 * label[0]])
X = X + 0.1 * rng.standard_normal((2, m))

n_h = 5
W1 = rng.standard_normal((n_h, 2)) * 0.5
b1 = np.zeros((n_h, 1))
W2 = rng.standard_normal((1, n_h)) * 0.5
b2 = np.zeros((1, 1))
alpha = 0.9

for it in range(1500):
    # forward
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = 1.0 / (1.0 + np.exp(-Z2))
    J = -np.mean(label * np.log(A2) + (1 - label) * np.log(1 - A2))

    # backward
    dZ2 = A2 - label
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (W2.T @ dZ2) * (1 - A1**2)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m

    W1 = W1 - alpha * dW1
    b1 = b1 - alpha * db1
    W2 = W2 - alpha * dW2
    b2 = b2 - alpha * db2

    if it % 300 == 0:
        print(f"cost after {it}: {J:.5f}")

print("accuracy", np.mean((A2 > 0.5) == label))
