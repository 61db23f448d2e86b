import numpy as np

rng = np.random.RandomState(6)
hours = np.linspace(-1, 1, 20)[:, None]
level = np.cos(2.5 * hours) + 0.05 * rng.randn(20, 1)

model = {"W1": rng.randn(1, 6), "b1": 0.1 * rng.randn(1, 6),
         "W2": rng.randn(6, 1) * 0.5, "b2": np.zeros((1, 1))}

def forward(model, x):
    z1 = x @ model["W1"] + model["b1"]
    a1 = np.tanh(z1)
    z2 = a1 @ model["W2"] + model["b2"]
    return {"x": x, "z1": z1, "a1": a1, "y": z2}

def dtanh(z):
    return 1 - np.tanh(z) ** 2

def backward(model, memo, t):
    n = t.shape[0]
    d2 = (memo["y"] - t) / n
    d1 = (d2 @ model["W2"].T) * dtanh(memo["a1"])
    return {"W2": memo["a1"].T @ d2, "b2": d2.sum(0, keepdims=True),
            "W1": memo["x"].T @ d1, "b1": d1.sum(0, keepdims=True)}

lr = 0.2
for epoch in range(1, 601):
    memo = forward(model, hours)
    loss = np.mean(0.5 * (memo["y"] - level) ** 2)
    grads = backward(model, memo, level)
    for k, g in grads.items():
        model[k] -= lr * g
    if epoch % 100 == 0:
        print(epoch, "%.6f" % loss)
