import numpy as np

np.random.seed(21)

# fake "wine quality" table: 5 measurements -> score
n_samples = 30
data = np.random.rand(n_samples, 5)
score = (data[:, 0] * 2 - data[:, 3] + 0.5 * data[:, 1] * data[:, 4])
score = (score + 0.02 * np.random.randn(n_samples)).reshape(n_samples, 1)

W1 = np.random.randn(5, 4) * 0.4
b1 = np.zeros((1, 4))
w2 = np.random.randn(4, 1) * 0.4
b2 = np.zeros((1, 1))

lr = 0.2
losses = []
for epoch in range(300):
    # forward propagation
    z1 = data @ W1 + b1
    a1 = np.tanh(z1)
    out = a1 @ w2 + b2
    err = out - score
    loss = (err ** 2).sum() / (2 * n_samples)
    losses.append(loss)

    # backward propagation
    d_out = err / n_samples
    grad_w2 = a1.T @ d_out
    grad_b2 = d_out.sum(axis=0, keepdims=True)
    d_z1 = (d_out @ w2.T) * (1 - a1 * a1)
    grad_W1 = data.T @ d_z1
    grad_b1 = d_z1

    # update
    W1 = W1 - lr * grad_W1
    b1 = b1 - lr * grad_b1
    w2 = w2 - lr * grad_w2
    b2 = b2 - lr * grad_b2

    if (epoch + 1) % 50 == 0:
        print("Epoch", epoch + 1, "loss", loss)
