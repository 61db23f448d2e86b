"""Two-layer net with the Adam optimizer. Parameters live in a dict."""
import numpy as np

rng = np.random.default_rng(8)
X = rng.normal(size=(64, 5))
true_w = rng.normal(size=(5, 2))
Y = np.tanh(X @ true_w) + 0.3

params = {
    "W1": rng.normal(0, 0.4, (5, 11)),
    "b1": np.zeros(11),
    "W2": rng.normal(0, 0.4, (11, 2)),
    "b2": np.zeros(2),
}
m = {k: np.zeros_like(p) for k, p in params.items()}
v = {k: np.zeros_like(p) for k, p in params.items()}
beta1, beta2, eps, lr = 0.9, 0.999, 1e-8, 0.01


def forward(x):
    cache = {"x": x}
    cache["h"] = np.maximum(x @ params["W1"] + params["b1"], 0)
    cache["out"] = cache["h"] @ params["W2"] + params["b2"]
    return cache


def backward(cache, target):
    grads = {}
    d_out = 2 * (cache["out"] - target) / target.size
    grads["W2"] = cache["h"].T @ d_out
    grads["b2"] = d_out.sum(axis=0)
    d_h = d_out @ params["W2"].T
    d_h[cache["h"] <= 0] = 0
    grads["W1"] = cache["x"].T @ d_h
    grads["b1"] = d_h.sum(axis=0)
    return grads


for t in range(1, 301):
    batch = rng.choice(64, 16, replace=False)
    cache = forward(X[batch])
    loss = np.mean((cache["out"] - Y[batch]) ** 2)
    grads = backward(cache, Y[batch])

    for key in ["W1", "b1", "W2"]:
        m[key] = beta1 * m[key] + (1 - beta1) * grads[key]
        v[key] = beta2 * v[key] + (1 - beta2) * grads[key] ** 2
        m_hat = m[key] / (1 - beta1 ** t)
        v_hat = v[key] / (1 - beta2 ** t)
        params[key] = params[key] - lr * m_hat / (np.sqrt(v_hat) + eps)

    if t % 50 == 0:
        print(f"step {t}: minibatch loss {loss:.5f}")

print("full loss:", np.mean((forward(X)["out"] - Y) ** 2))
