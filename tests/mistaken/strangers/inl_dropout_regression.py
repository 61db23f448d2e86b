import numpy as np
np.random.seed(10)

x = np.random.uniform(-1, 1, size=(40, 3))
y = (x[:, [0]] ** 2 - x[:, [1]] * x[:, [2]])

hidden, lr, p_keep = 16, 0.1, 0.8
W1 = np.random.randn(3, hidden) * 0.6
b1 = np.zeros((1, hidden))
W2 = np.random.randn(hidden, 1) * 0.3
b2 = np.zeros((1, 1))

for epoch in range(800):
    z = x @ W1 + b1
    h = np.tanh(z)
    # inverted dropout
    mask = (np.random.rand(*h.shape) < p_keep) / p_keep
    hd = h * mask
    out = hd @ W2 + b2
    diff = out - y
    loss = np.mean(diff ** 2)

    dout = 2 * diff / len(x)
    dW2 = hd.T @ dout
    db2 = dout.sum(axis=0, keepdims=True)
    dh = dout @ W2.T
    dz = dh * (1 - h ** 2)
    dW1 = x.T @ dz
    db1 = dz.sum(axis=0, keepdims=True)

    W1 -= lr * dW1
    b1 -= lr * db1
    W2 -= lr * dW2
    b2 -= lr * db2
    if epoch % 200 == 0:
        print("epoch {}, loss {:.5f}".format(epoch, loss))

test = np.tanh(x @ W1 + b1) @ W2 + b2
print("final (no dropout):", np.mean((test - y) ** 2))
