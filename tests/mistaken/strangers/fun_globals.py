import numpy as np

# tiny regression network 2 - 3 - 1, parameters are global
rng = np.random.default_rng(9)
W1 = rng.normal(0, 0.5, (2, 3))
b1 = np.zeros(3)
W2 = rng.normal(0, 0.5, (3, 1))
b2 = np.zeros(1)

def forward(x):
    global hidden
    hidden = np.tanh(x @ W1 + b1)
    return hidden @ W2 + b2

def train_step(x, target, eta):
    global W1, b1, W2, b2
    out = forward(x)
    n = x.shape[0]
    diff = out - target
    loss = (diff ** 2).sum() / n

    delta = 2 * diff / n
    W2 = W2 - eta * hidden.T @ delta
    b2 = b2 - eta * delta.sum(axis=0)
    back = delta @ W2.T * (1 - hidden ** 2)
    W1 = W1 - eta * x.T @ back
    b1 = b1 - eta * back.sum(axis=0)
    return loss

def make_data(n):
    x = rng.uniform(-1, 1, (n, 2))
    t = (x[:, 0] ** 2 - x[:, 1]).reshape(-1, 1)
    return x, t + rng.normal(0, 0.02, t.shape)

x, t = make_data(21)
for epoch in range(1, 501):
    loss = train_step(x, t, 0.1)
    if epoch % 100 == 0:
        print("epoch:", epoch, "loss:", loss)
