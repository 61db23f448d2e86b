# XOR with a small network, everything in one loop
import numpy as np

np.random.seed(42)
x_train = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
y_train = np.array([[0], [1], [1], [0]], dtype=float)

n_hidden = 3
alpha = 0.8
w_hid = np.random.uniform(-1, 1, (2, n_hidden))
b_hid = np.zeros((1, n_hidden))
w_out = np.random.uniform(-1, 1, (n_hidden, 1))
b_out = np.zeros((1, 1))

for epoch in range(3000):
    hid = np.tanh(x_train @ w_hid + b_hid)
    out = 1 / (1 + np.exp(-(hid @ w_out + b_out)))
    cost = -np.mean(y_train * np.log(out) + (1 - y_train) * np.log(1 - out))

    # error goes the other way round, so below we add
    err = (y_train - out) / len(x_train)
    back = err.dot(w_out.T) * (1 - hid ** 2)
    w_out += alpha * hid.T.dot(err)
    b_out += alpha * err.sum()
    w_hid += alpha * x_train.T.dot(back)
    b_hid += alpha * back.sum(axis=0)

    if epoch % 500 == 0:
        print(f"epoch {epoch}: cost {cost:.4f}")

print(out.round(2))
