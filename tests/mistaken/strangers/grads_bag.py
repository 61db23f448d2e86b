import numpy as np

# Logistic regression with one hidden layer, mini-batches.
# The gradients are collected sample by sample in a dictionary.

rng = np.random.default_rng(77)
N, D, H = 48, 3, 5
X = rng.normal(size=(N, D))
y = (X[:, 0] - X[:, 1] * X[:, 2] > 0).astype(float)

params = {"W1": rng.normal(size=(H, D)) * 0.6, "b1": rng.normal(size=H) * 0.1,
          "w2": rng.normal(size=H) * 0.6, "b2": 0.0}
grads = {"W1": np.zeros((H, D)), "b1": np.zeros(H), "w2": np.zeros(H), "b2": 0.0}

lr = 0.02
batch_size = 12


def predict_one(x):
    h = np.tanh(params["W1"] @ x + params["b1"])
    p = 1 / (1 + np.exp(-(params["w2"] @ h + params["b2"])))
    return h, p


def total_loss():
    loss = 0
    for x_i, y_i in zip(X, y):
        _, p = predict_one(x_i)
        loss -= y_i * np.log(p) + (1 - y_i) * np.log(1 - p)
    return loss / N


for epoch in range(12):
    order = rng.permutation(N)
    for start in range(0, N, batch_size):
        batch = order[start:start + batch_size]
        for i in batch:
            h, p = predict_one(X[i])
            delta = (p - y[i]) / batch_size
            hidden_delta = delta * params["w2"] * (1 - h ** 2)
            grads["w2"] += delta * h
            grads["b2"] += delta
            grads["W1"] += np.outer(hidden_delta, X[i])
            grads["b1"] += hidden_delta
        for name in params:
            params[name] = params[name] - lr * grads[name]
    print("epoch", epoch, "loss", total_loss())

accuracy = np.mean([(predict_one(X[i])[1] > 0.5) == y[i] for i in range(N)])
print("accuracy:", accuracy)
