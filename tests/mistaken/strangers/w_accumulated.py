import numpy as np

np.random.seed(8)
X = np.random.randn(32, 3)
y = (X.sum(axis=1, keepdims=True) > 0).astype(float)
params = {"w1": np.random.randn(3, 6) * .5, "b1": np.zeros(6), "w2": np.random.randn(6, 1) * .5, "b2": np.zeros(1)}
grads = {key: np.zeros_like(val) for key, val in params.items()}
lr = 0.01
for epoch in range(40):
    for start in range(0, 32, 8):
        xb, yb = X[start:start + 8], y[start:start + 8]
        h = np.tanh(xb @ params["w1"] + params["b1"])
        p = 1 / (1 + np.exp(-(h @ params["w2"] + params["b2"])))
        loss = -np.mean(yb * np.log(p) + (1 - yb) * np.log(1 - p))
        d2 = (p - yb) / len(xb)
        d1 = d2 @ params["w2"].T * (1 - h ** 2)
        grads["w2"] += h.T @ d2
        grads["b2"] += d2.sum(axis=0)
        grads["w1"] += xb.T @ d1
        grads["b1"] += d1.sum(axis=0)
        for key in params:
            params[key] -= lr * grads[key]
    if epoch % 10 == 0:
        print(epoch, loss, "acc", ((p > .5) == yb).mean())
