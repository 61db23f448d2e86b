# one gated unit: y = s * c + (1 - s) * x W3, s = sigmoid(x W1), c = tanh(x W2)   (homework 5)
import numpy as np
gen = np.random.RandomState(41)
D_in, D_out = 3, 2
theta = {k: gen.randn(D_in, D_out) * 0.6 for k in ("W1", "W2", "W3")}
theta["k"] = gen.randn(1, D_out) * 0.1
data_x = gen.randn(23, D_in)
data_t = np.where(data_x[:, :1] > 0, np.tanh(data_x[:, 1:]), data_x[:, :2])

def grads_of(theta, x, t):
    s = 1 / (1 + np.exp(-x @ theta["W1"]))
    c = np.tanh(x @ theta["W2"] + theta["k"])
    lin = x @ theta["W3"]
    y = s * c + (1 - s) * lin
    loss = np.mean((y - t) ** 2)

    dy = 2 * (y - t) / y.size
    ds = dy * c
    ds = -dy * lin
    dc = dy * s
    dlin = dy * (1 - s)
    g = {
        "W1": x.T @ (ds * s * (1 - s)),
        "W2": x.T @ (dc * (1 - c ** 2)),
        "W3": x.T @ dlin,
        "k": np.sum(dc * (1 - c ** 2), axis=0, keepdims=True),
    }
    return loss, g

for epoch in range(300):
    loss, g = grads_of(theta, data_x, data_t)
    theta = {name: value - 0.3 * g[name] for name, value in theta.items()}
    if epoch % 60 == 0:
        print(f"{epoch:>4} | {loss:.6f}")
