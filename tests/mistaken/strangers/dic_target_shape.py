import numpy as np

np.random.seed(101)
n = 15
x = np.random.rand(n)
X = np.column_stack([x, x ** 2, np.cos(3 * x)])
y = X @ np.array([1.0, -0.5, 2.0]) + 0.3 + 0.05 * np.random.randn(n)

params = {"w": np.random.randn(3, 1) * 0.5, "b": np.zeros((1, 1))}

def forward(X, params):
    return X @ params["w"] + params["b"]

def loss_value(out, y):
    return np.mean((out - y.reshape(-1, 1)) ** 2)

def backward(X, y, out):
    d_out = 2 * (out - y) / len(y)
    return {"w": X.T @ d_out, "b": d_out.sum(axis=0, keepdims=True)}

for epoch in range(100):
    out = forward(X, params)
    loss = loss_value(out, y)
    grads = backward(X, y, out)
    for k in params:
        params[k] = params[k] - 0.1 * grads[k]
    if epoch % 20 == 0:
        print("Epoch", epoch, "loss", loss)
